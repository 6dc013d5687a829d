package dev.weft.worker.interpreter.state;

import dev.weft.definitions.model.Task;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the state of each task is. The first states are those of the plan's tasks, by their indexes; after them come, for
 * each item, turn and attempt that is kept, those of its task and of all below it, in the order of the plan. -1 stands for the run as what holds
 * tasks, and for none.
 */
public final class Nodes {
    private static final Pattern SEGMENT = Pattern.compile("([^.\\[\\]~]+)((?:\\[\\d{1,9}(?:-\\d{1,9})?]|~\\d{1,9})*)");
    private static final Pattern NUMBER = Pattern.compile("([\\[~])(\\d+)(-\\d+)?");
    private static final Pattern NUMBERS = Pattern.compile("\\[[\\d-]+]|~\\d+");

    private final Plan plan;
    private final List<Frame> frames;
    /** What undoes slices, by the loop that they are of. */
    private final Map<Integer, Optional<PlannedTask>> undoings = new LinkedHashMap<>();

    /**
     * @param frames ascending by base; may grow
     */
    public Nodes(Plan plan, List<Frame> frames) {
        this.plan = plan;
        this.frames = frames;
    }

    /** The frame that a state belongs to; {@code null} for the plan's own. */
    public @Nullable Frame frame(int node) {
        if (node < plan.tasks().size()) {
            return null;
        }
        int low = 0;
        int high = frames.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (frames.get(middle).base() <= node) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return frames.get(low);
    }

    /** The task of the plan whose state it is. */
    public PlannedTask planned(int node) {
        Frame frame = frame(node);
        return frame != null && node > frame.base() && frame.kind() == Frame.Kind.SLICE
                ? undoing(frame.root()).orElseThrow()
                : plan.tasks().get(frame == null ? node : node - frame.base() + frame.root());
    }

    /** What undoes a slice of a loop, as if it stood in the plan; empty where there is nothing to undo. */
    private Optional<PlannedTask> undoing(int loop) {
        return undoings.computeIfAbsent(loop, root -> Optional.ofNullable(RunUndoing.ofSlice(plan, root, size(root))));
    }

    /** How many states a slice of a loop takes: its own, and that of what undoes it. */
    public int sizeOfSlice(int loop) {
        return undoing(planned(loop).index()).isPresent() ? 2 : 1;
    }

    /** Whether it is a task as a whole, and no item or turn of one. */
    public boolean isWhole(int node) {
        Frame frame = frame(node);
        return frame == null || node != frame.base();
    }

    /** Whether it is what undoes a task. */
    public boolean isCompensation(int node) {
        return planned(node).role() == PlannedTask.Role.COMPENSATION;
    }

    /** Whether it is what undoes a task, or below that. */
    public boolean isOfCompensation(int node) {
        int at = node;
        while (at >= 0 && !isCompensation(at)) {
            at = parent(at);
        }
        return at >= 0;
    }

    /** Whether it is an attempt that another has followed. */
    public boolean isAttempt(int node) {
        Frame frame = frame(node);
        return frame != null && frame.base() == node && frame.kind() == Frame.Kind.ATTEMPT;
    }

    /** Whether it is, or is below, an attempt that another has followed. */
    public boolean isSuperseded(int node) {
        Frame frame = node < 0 ? null : frame(node);
        return frame != null && (frame.kind() == Frame.Kind.ATTEMPT || isSuperseded(frame.owner()));
    }

    /** What holds it: of an item, turn or attempt its task, of a task its block, of a fallback the task that failed. */
    public int parent(int node) {
        Frame frame = frame(node);
        if (frame != null && node == frame.base()) {
            return frame.owner();
        }
        int parent = planned(node).parent();
        return parent < 0 ? -1 : beside(node, parent);
    }

    /** The tasks of a block, or of the run. */
    public List<Integer> children(int holder) {
        if (holder < 0) {
            return plan.top().stream().map(PlannedTask::index).toList();
        }
        return isSlice(holder) ? List.of() : beside(holder, planned(holder).children());
    }

    /** Whether it is a slice of a loop, which a run of its own does. */
    public boolean isSlice(int node) {
        Frame frame = frame(node);
        return frame != null && frame.base() == node && frame.kind() == Frame.Kind.SLICE;
    }

    /** The siblings that a task needs. */
    public List<Integer> needs(int node) {
        return isWhole(node) ? beside(node, planned(node).needs()) : List.of();
    }

    /** The siblings that need a task. */
    public List<Integer> dependents(int node) {
        return isWhole(node) ? beside(node, planned(node).dependents()) : List.of();
    }

    /** What is done instead of a task; -1 for nothing. */
    public int fallback(int node) {
        int fallback = planned(node).fallback();
        return fallback < 0 || !isWhole(node) ? -1 : beside(node, fallback);
    }

    /** What undoes a task; -1 for nothing. */
    public int compensation(int node) {
        if (isSlice(node)) {
            return undoing(planned(node).index()).isPresent() ? node + 1 : -1;
        }
        int compensation = planned(node).compensation();
        return compensation < 0 ? -1 : beside(node, compensation);
    }

    /** Ids joined by dots, with the numbers of items and turns, such as {@code each[3]}, and of attempts: {@code block~1}. */
    public String path(int node) {
        Frame frame = frame(node);
        if (frame == null) {
            return planned(node).path();
        }
        String number = switch (frame.kind()) {
            case ITEM, TURN -> "[" + frame.number() + "]";
            case SLICE -> "[" + SliceItems.of(frame).range() + "]";
            case ATTEMPT -> "~" + frame.number();
        };
        return node == frame.base()
                ? path(frame.owner()) + number
                : path(parent(node)) + "." + planned(node).task().id();
    }

    /** Orders states as their tasks are written, those of an item or turn before those of the next. */
    public int compare(int one, int other) {
        Frame frame = frame(one);
        Frame beside = frame(other);
        if (frame == null && beside == null) {
            return Integer.compare(one, other);
        }
        // Most are of the same loop: what is before the number is the same of both.
        if (frame != null && beside != null && frame.owner() == beside.owner() && frame.number() != beside.number()) {
            return Integer.compare(frame.number(), beside.number());
        }
        List<Integer> ones = places(one);
        List<Integer> others = places(other);
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            int compared = Integer.compare(ones.get(i), others.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(ones.size(), others.size());
    }

    private List<Integer> places(int node) {
        Frame frame = frame(node);
        List<Integer> places = frame == null ? new ArrayList<>() : places(frame.owner());
        if (frame != null) {
            places.add(frame.number());
        }
        places.add(planned(node).index());
        return places;
    }

    /** The state of a task of the plan in the same item and turn as another. */
    public int beside(int node, int planned) {
        Frame frame = frame(node);
        return frame == null ? planned : planned - frame.root() + frame.base();
    }

    private List<Integer> beside(int node, List<Integer> planned) {
        return frame(node) == null
                ? planned
                : planned.stream().map(task -> beside(node, task)).toList();
    }

    /** How many states an item or turn of a task takes: its own and those of all below it. */
    public int size(int node) {
        if (node >= plan.tasks().size() && !isSlice(node) && isSlice(parent(node))) {
            return 1;
        }
        int root = planned(node).index();
        int last = root;
        for (int next = root; next >= 0; next = below(next)) {
            last = next;
        }
        return last - root + 1;
    }

    private int below(int planned) {
        PlannedTask task = plan.tasks().get(planned);
        int children = task.children().isEmpty() ? -1 : task.children().getLast();
        return Math.max(children, Math.max(task.fallback(), task.compensation()));
    }

    /** The state that a path means, such as {@code chapters[2].draft}; -1 where there is none. */
    public int find(String path, List<TaskState> tasks) {
        int at = -1;
        int from = 0;
        Matcher segment = SEGMENT.matcher(path);
        while (from < path.length()) {
            if (!segment.find(from) || segment.start() != from) {
                return -1;
            }
            at = numbered(child(at, segment.group(1)), segment.group(2), tasks);
            boolean more = segment.end() < path.length();
            if (at < 0 || (more && path.charAt(segment.end()) != '.')) {
                return -1;
            }
            from = segment.end() + (more ? 1 : 0);
        }
        return at;
    }

    /** The path of a task in the plan, without the numbers of items, turns, slices and attempts. */
    public static String withoutNumbers(String path) {
        return NUMBERS.matcher(path).replaceAll("");
    }

    private int child(int holder, String id) {
        if (holder >= 0 && isSlice(holder)) {
            return id.equals(Task.COMPENSATE) ? compensation(holder) : -1;
        }
        String path = holder < 0 ? id : planned(holder).path() + "." + id;
        PlannedTask found = plan.task(path).orElse(null);
        return found == null ? -1 : holder < 0 ? found.index() : beside(holder, found.index());
    }

    private int numbered(int node, String numbers, List<TaskState> tasks) {
        int at = node;
        Matcher number = NUMBER.matcher(numbers);
        while (at >= 0 && number.find()) {
            int wanted = Integer.parseInt(number.group(2));
            at = number.group(1).equals("~")
                    ? attempt(at, wanted)
                    : instance(tasks.get(at).loop(), wanted, number.group(3));
        }
        return at;
    }

    /**
     * An item, a turn or a slice.
     *
     * @param end of a slice, such as {@code -499}
     */
    private int instance(@Nullable Loop loop, int number, @Nullable String end) {
        if (loop == null) {
            return -1;
        }
        for (int frame : loop.live()) {
            Frame found = frames.get(frame);
            boolean slice = found.kind() == Frame.Kind.SLICE;
            if (found.number() == number
                    && (slice ? end != null && SliceItems.of(found).range().equals(number + end) : end == null)) {
                return found.base();
            }
        }
        return -1;
    }

    private int attempt(int owner, int number) {
        return attempts(owner).stream()
                .filter(frame -> frame.number() == number)
                .map(Frame::base)
                .findFirst()
                .orElse(-1);
    }

    /** Attempts of a task that another has followed and that are kept, oldest first. */
    public List<Frame> attempts(int owner) {
        return frames.stream()
                .filter(frame -> frame.kind() == Frame.Kind.ATTEMPT && frame.owner() == owner)
                .toList();
    }

    /** Whether what it does is done by items or turns of it. */
    public boolean loops(int node) {
        Task task = planned(node).task();
        Frame frame = isWhole(node) ? null : frame(node);
        if (frame != null && frame.kind() == Frame.Kind.ATTEMPT) {
            return loops(frame.owner());
        }
        return frame == null
                ? task.forEach() != null || task.repeat() != null
                : frame.kind() == Frame.Kind.ITEM && task.repeat() != null;
    }

    /** Whether it only says what items or turns around it are made of, each of which has a state of its own for it. */
    public boolean isPattern(int node) {
        for (int at = node; at >= 0; at = parent(at)) {
            int holder = parent(at);
            if (holder >= 0 && isWhole(at) && planned(at).role() == PlannedTask.Role.TASK && loops(holder)) {
                return true;
            }
        }
        return false;
    }

    /** Whether what it does is done in turns, each of which has a state of its own. */
    public boolean repeats(int node) {
        Frame frame = isWhole(node) ? null : frame(node);
        Task task = planned(node).task();
        return task.repeat() != null && (frame == null ? task.forEach() == null : frame.kind() == Frame.Kind.ITEM);
    }

    /**
     * All states that count, in the order of the plan; items and turns right after their task. Compensations are among them
     * once they have begun.
     */
    public List<Integer> all(List<TaskState> tasks) {
        return new Census(this, frames, tasks, false).all();
    }

    /** Of {@link #executions(List)} those of a task and below it, but for its own earlier attempts. */
    public List<Integer> executions(int node, List<TaskState> tasks) {
        return new Census(this, frames, tasks, true).below(node, false);
    }

    /** All that was or may be done, attempts that others have followed among it; but not compensations. */
    public List<Integer> executions(List<TaskState> tasks) {
        return new Census(this, frames, tasks, true).all();
    }
}

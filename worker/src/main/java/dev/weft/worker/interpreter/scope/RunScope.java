package dev.weft.worker.interpreter.scope;

import dev.weft.definitions.expression.Computation;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Formula;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.model.ForEach;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.failure.Prospects;
import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.interpreter.undo.Undos;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that an expression of a run sees. Values are made when asked for: a large run pays for what it reads. */
public final class RunScope implements Scope {
    private final Turn turn;
    private final int asking;
    private final boolean last;
    private final Map<String, @Nullable Object> around;
    private final LazyMap tasks;
    private final boolean later;

    private RunScope(Turn turn, int asking, boolean last, boolean later, Sights sights) {
        this.later = later;
        this.turn = turn;
        this.asking = asking;
        this.last = last;
        this.around = turn.around == null ? Map.of() : turn.around;
        this.tasks = new LazyMap(() -> ids(sights), id -> task(sights, id));
    }

    /** Of the run's own settings. */
    public static RunScope ofRun(Turn turn) {
        return after(turn, -1);
    }

    /** Of what is said of a task. */
    public static RunScope of(Turn turn, int task) {
        PlannedTask planned = turn.planned(task);
        return new RunScope(turn, task, planned.task().needsAll(), false, Sights.of(turn, task));
    }

    /** Of the parameters of its attempts: what looks into a large value is computed where these are made. */
    public static RunScope ofAttempts(Turn turn, int task) {
        PlannedTask planned = turn.planned(task);
        return new RunScope(turn, task, planned.task().needsAll(), true, Sights.of(turn, task));
    }

    /** Of the outputs of a block or of the run (-1): all that it holds has ended. */
    static RunScope after(Turn turn, int holder) {
        return new RunScope(turn, holder, holder < 0, false, Sights.after(turn, holder));
    }

    @Override
    public @Nullable Object elsewhere(Formula formula, Scope seen) throws EvaluationException {
        Computation computation = new Computation(formula, ReadNames.of(formula.expressions(), seen));
        return later ? computation : turn.elsewhere.evaluate(computation);
    }

    @Override
    public @Nullable Object find(String name) {
        for (int at = asking; at >= 0; at = turn.parent(at)) {
            Frame frame = turn.nodes.isWhole(at) ? null : turn.nodes.frame(at);
            if (frame != null && isNameOf(frame, name)) {
                return frame.kind() == Frame.Kind.ITEM && !name.equals("index") ? frame.item() : (long) frame.number();
            }
        }
        return switch (name) {
            case "inputs" -> turn.facts.inputs();
            case "tasks" -> tasks;
            case "run" -> run();
            case "now" -> turn.now;
            case "output" -> around.containsKey(name) ? around.get(name) : undone();
            default -> around.get(name);
        };
    }

    /** Those of the run, then those around the slice that it does. */
    private List<String> ids(Sights sights) {
        List<String> ids = new ArrayList<>(sights.ids());
        aroundTasks().keySet().stream().filter(id -> !sights.knows(id)).forEach(ids::add);
        return ids;
    }

    private @Nullable Map<String, @Nullable Object> task(Sights sights, String id) {
        return sights.knows(id) ? sights.task(id) : map(aroundTasks().get(id));
    }

    private Map<String, @Nullable Object> aroundTasks() {
        Map<String, @Nullable Object> all = map(around.get("tasks"));
        return all == null ? Map.of() : all;
    }

    @SuppressWarnings("unchecked") // maps of the language have string keys
    private static @Nullable Map<String, @Nullable Object> map(@Nullable Object value) {
        return (Map<String, @Nullable Object>) value;
    }

    /** A turn of an item leaves {@code index} to the item. */
    private boolean isNameOf(Frame frame, String name) {
        ForEach each = turn.planned(frame.base()).task().forEach();
        return switch (frame.kind()) {
            case ITEM -> name.equals("index") || (each != null && name.equals(each.as()));
            case TURN -> name.equals("turn") || (name.equals("index") && each == null);
            case SLICE, ATTEMPT -> false;
        };
    }

    private @Nullable Object undone() {
        int task = Undos.undoneBy(turn, asking);
        return task < 0 ? null : Undos.output(turn, task);
    }

    private Map<String, @Nullable Object> run() {
        RunRequest request = turn.facts.request();
        int failing = last ? Prospects.failing(turn, asking) : -1;
        RunStatus status = last ? Prospects.of(turn, failing) : RunStatus.RUNNING;
        Map<String, @Nullable Object> run = new LinkedHashMap<>();
        run.put("id", turn.facts.run());
        run.put("workflow", request.workflow());
        run.put("revision", (long) request.revision());
        run.put("started_at", turn.startedAt());
        run.put("started_by", request.startedBy());
        run.put("labels", request.labels());
        run.put("status", status.name());
        Map<String, @Nullable Object> above = map(around.get("run"));
        if (above != null) {
            run.putAll(above);
        }
        Failure undoing = last && turn.rollback != null ? turn.rollback.failure() : null;
        run.put(
                "error",
                undoing != null
                        ? error(undoing)
                        : failing < 0 ? null : error(turn.task(failing).error()));
        return run;
    }

    static @Nullable Map<String, Object> error(@Nullable Failure failure) {
        if (failure == null) {
            return null;
        }
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", failure.code());
        error.put("message", failure.message());
        return error;
    }
}

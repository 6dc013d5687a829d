package dev.weft.definitions.graph;

import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.ForEach;
import dev.weft.definitions.model.Mode;
import dev.weft.definitions.model.Repeat;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.PlannedTask;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words for tasks. */
public final class Labels {
    private static final int LONGEST = 32;

    private Labels() {}

    /** What a task does, such as {@code agent_task outliner}. */
    public static String work(Task task) {
        return switch (task.work()) {
            case Work.ActionCall call -> {
                String who = literal(call.agent());
                String what = who == null ? literal(call.capability()) : who;
                yield what == null ? call.action().name() : call.action().name() + " " + what;
            }
            case Work.Block block -> block.mode() == Mode.SEQUENTIAL ? "block, in sequence" : "block";
        };
    }

    /** How often a task is done, such as {@code × inputs.files} or {@code ↻ until turn.ok, at most 3}; empty for once. */
    public static String loops(Task task) {
        String each = task.forEach() == null ? "" : "× " + each(task.forEach());
        String again = task.repeat() == null ? "" : "↻ " + again(task.repeat());
        return each.isEmpty() || again.isEmpty() ? each + again : each + "  " + again;
    }

    /** The name of a task; empty where it has none but its id. */
    public static String name(Task task) {
        return task.name().equals(task.id()) ? "" : shortened(task.name());
    }

    /** The id of a task, with its name where it has one. */
    static String title(Task task) {
        String name = name(task);
        return name.isEmpty() ? task.id() : task.id() + " (" + name + ")";
    }

    /** The lines of a box: id, name, what it does, how often; those that there are. */
    static List<String> lines(Task task) {
        return Stream.of(task.id(), name(task), work(task), loops(task))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** {@link #work} and {@link #loops} in one line. */
    static String all(Task task) {
        String loops = loops(task);
        return loops.isEmpty() ? work(task) : work(task) + "  " + loops;
    }

    /** What a task in place is there for. */
    static String purpose(PlannedTask.Role role) {
        return switch (role) {
            case TASK -> "";
            case FALLBACK -> "on failure";
            case COMPENSATION -> "to undo";
        };
    }

    /** What a task is done for each of. */
    static String each(ForEach forEach) {
        return switch (forEach.in()) {
            case Template.Items items -> items.items().size() + " items";
            case Template.Fields matrix ->
                matrix.fields().keySet().stream().map(Labels::shortened).collect(Collectors.joining(" × "));
            case Template.Computed computed -> shortened(computed.expression().text());
            case Template.Literal literal -> shortened(String.valueOf(literal.value()));
            case Template.Text text -> "computed";
        };
    }

    /** How long a task is done again. */
    static String again(Repeat repeat) {
        String most = switch (repeat.max()) {
            case Setting.Fixed<Integer> fixed -> ", at most " + fixed.value();
            case Setting.Dynamic<Integer> dynamic -> "";
        };
        return repeat.kind().name().toLowerCase(Locale.ROOT) + " "
                + shortened(repeat.test().text()) + most;
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private static @Nullable String literal(@Nullable Template template) {
        return template instanceof Template.Literal literal ? shortened(String.valueOf(literal.value())) : null;
    }
}

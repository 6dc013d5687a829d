package dev.weft.definitions.graph;

import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Mode;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import org.jspecify.annotations.Nullable;

/** Words for tasks. */
final class Labels {
    private Labels() {}

    /** What a task does, such as {@code agent_task outliner}. */
    static String work(Task task) {
        return switch (task.work()) {
            case Work.ActionCall call -> {
                String who = literal(call.agent());
                String what = who == null ? literal(call.capability()) : who;
                yield what == null ? call.action().name() : call.action().name() + " " + what;
            }
            case Work.Block block -> block.mode() == Mode.SEQUENTIAL ? "block, in sequence" : "block";
        };
    }

    private static @Nullable String literal(@Nullable Template template) {
        return template instanceof Template.Literal literal ? String.valueOf(literal.value()) : null;
    }
}

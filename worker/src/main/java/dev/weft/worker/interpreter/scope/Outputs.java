package dev.weft.worker.interpreter.scope;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run or a block gives once all of its tasks have ended. */
public final class Outputs {
    private Outputs() {}

    /**
     * Its {@code outputs}, else the map of its tasks' outputs that completed.
     *
     * @param holder the block; -1 for the run
     */
    public static @Nullable Object of(Turn turn, int holder) throws EvaluationException, TooLargeException {
        Map<String, Template> named = named(turn, holder);
        Map<String, @Nullable Object> outputs =
                named == null ? all(turn, holder) : evaluated(named, RunScope.after(turn, holder));
        String what = "The %s's output".formatted(holder < 0 ? "run" : "block");
        try {
            // What a run gives that does a slice is read by the run above, entry by entry.
            return holder < 0 && turn.around != null
                    ? turn.elsewhere.keepEntries(what, outputs)
                    : turn.elsewhere.keep(what, outputs);
        } catch (Elsewhere.NotKeptException e) {
            throw new TooLargeException(tooLarge(e.failure(), named != null));
        }
    }

    private static @Nullable Map<String, Template> named(Turn turn, int holder) {
        if (holder < 0) {
            return turn.plan.definition().outputs();
        }
        return switch (turn.planned(holder).task().work()) {
            case Work.Block block -> block.outputs();
            case Work.ActionCall call -> throw new IllegalStateException("Expected a block, but found " + call);
        };
    }

    private static Map<String, @Nullable Object> all(Turn turn, int holder) {
        List<Integer> children = turn.nodes.children(holder);
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        for (int child : children) {
            if (turn.task(child).status() == TaskStatus.COMPLETED) {
                outputs.put(turn.planned(child).task().id(), turn.task(child).output());
            }
        }
        return outputs;
    }

    private static Map<String, @Nullable Object> evaluated(Map<String, Template> named, RunScope scope)
            throws EvaluationException {
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, Template> output : named.entrySet()) {
            outputs.put(output.getKey(), output.getValue().evaluate(scope));
        }
        return outputs;
    }

    private static Failure tooLarge(Failure failure, boolean named) {
        return named
                ? failure
                : Failure.permanent(
                        failure.code(),
                        failure.message()
                                + " Or name what is needed under `outputs`: without, all tasks' outputs are.");
    }

    /** They are more than can pass through a run. */
    public static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Failure failure;

        TooLargeException(Failure failure) {
            super(failure.message());
            this.failure = failure;
        }

        public Failure failure() {
            return failure;
        }
    }
}

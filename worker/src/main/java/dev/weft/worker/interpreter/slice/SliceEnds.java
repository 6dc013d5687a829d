package dev.weft.worker.interpreter.slice;

import dev.weft.definitions.expression.LargeValue;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.block.ItemFailure;
import dev.weft.worker.interpreter.state.SliceItems;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of the items of a slice. */
public final class SliceEnds {
    /** Names of the outputs of a run that does one. */
    static final String OUTPUT = "output";

    static final String FAILURES = "failures";

    private SliceEnds() {}

    /** How many items there are. */
    public static int size(Turn turn, int slice) {
        return items(turn, slice).numbers().size();
    }

    /** How far a loop is, for people. */
    public static String progress(Turn turn, List<Integer> slices, int failed) {
        int all = 0;
        int ended = 0;
        for (int slice : slices) {
            int size = size(turn, slice);
            all += size;
            ended += turn.task(slice).status().ended() ? size : 0;
        }
        return new RunView.ItemCount(ended, failed, all).ofLoop();
    }

    /** Whether the list of what each gave is kept elsewhere. */
    public static boolean areElsewhere(Turn turn, int slice) {
        return given(turn, slice) instanceof LargeValue;
    }

    /** The list of what each gave, or its handle. */
    public static Object given(Turn turn, int slice) {
        return turn.task(slice).output() instanceof Map<?, ?> output && output.get(OUTPUT) instanceof LargeValue large
                ? large
                : outputs(turn, slice);
    }

    /** What each gave, {@code null} where it didn't complete. */
    public static List<@Nullable Object> outputs(Turn turn, int slice) {
        return turn.task(slice).output() instanceof Map<?, ?> output && output.get(OUTPUT) instanceof List<?> all
                ? Collections.unmodifiableList(all)
                : Collections.nCopies(size(turn, slice), null);
    }

    /** Those that failed. Where its run failed itself, all of them have. */
    public static List<ItemFailure> failures(Turn turn, int slice) {
        TaskState state = turn.task(slice);
        List<ItemFailure> failures = new ArrayList<>();
        if (state.status() == TaskStatus.FAILED) {
            SliceItems items = items(turn, slice);
            for (int i = 0; i < items.numbers().size(); i++) {
                failures.add(failure(
                        turn, slice, items.numbers().get(i), items.values().get(i), state.error()));
            }
        } else if (state.output() instanceof Map<?, ?> output && output.get(FAILURES) instanceof List<?> all) {
            for (Object one : all) {
                Map<?, ?> failure = (Map<?, ?>) Objects.requireNonNull(one);
                int number = ((Number) Objects.requireNonNull(failure.get("index"))).intValue();
                failures.add(failure(turn, slice, number, failure.get("item"), error(failure.get("error"))));
            }
        }
        return failures;
    }

    /**
     * How many items failed of a slice that goes on, and stay so.
     *
     * @param said what the run is told that does it
     */
    public static int thatStay(Turn turn, int slice, Control said) {
        boolean isAllAgain = said.slice() != null && said.slice().failed();
        if (isAllAgain || turn.task(slice).status() != TaskStatus.COMPLETED) {
            return 0;
        }
        int named = ItemPlaces.number(said.task());
        return (int) failures(turn, slice).stream()
                .filter(failure -> failure.number() != named)
                .count();
    }

    /** Whether there may be an item that neither gave anything nor failed. */
    public static boolean mayLack(Turn turn, int slice) {
        long nothing = outputs(turn, slice).stream().filter(Objects::isNull).count();
        return areElsewhere(turn, slice) || nothing > failures(turn, slice).size();
    }

    private static ItemFailure failure(
            Turn turn, int slice, int number, @Nullable Object item, @Nullable Failure error) {
        return new ItemFailure("%s[%d]".formatted(turn.path(turn.parent(slice)), number), number, item, error);
    }

    private static @Nullable Failure error(@Nullable Object error) {
        return error instanceof Map<?, ?> map
                ? Failure.permanent(String.valueOf(map.get("code")), String.valueOf(map.get("message")))
                : null;
    }

    private static SliceItems items(Turn turn, int slice) {
        return SliceItems.of(Objects.requireNonNull(turn.nodes.frame(slice)));
    }
}

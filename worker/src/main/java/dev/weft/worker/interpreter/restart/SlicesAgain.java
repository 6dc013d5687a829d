package dev.weft.worker.interpreter.restart;

import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.slice.SliceEnds;
import dev.weft.worker.interpreter.state.Again;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.SliceTerms;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.TaskState;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which slices of loops go on in the runs that have done them, where the run with the loop goes on after its end: the one that a
 * person has named, or an item in it; what was cut short; and what passed items over as too many had failed, where fewer have now.
 */
final class SlicesAgain {
    /** What is to be done of a slice that nobody has named: what was cut short in it, or not begun. */
    private static final SliceTerms REST = new SliceTerms(0, 0, false);

    private final Turn turn;
    private final Again again;
    private final BitSet anew;
    private final BitSet opened;
    private final Map<Integer, Optional<Control>> found = new LinkedHashMap<>();
    private final Map<Integer, Boolean> allowing = new LinkedHashMap<>();

    /**
     * @param anew what is decided anew
     * @param opened what is open again for the sake of the task; may grow until the first question
     */
    SlicesAgain(Turn turn, Again again, BitSet anew, BitSet opened) {
        this.turn = turn;
        this.again = again;
        this.anew = anew;
        this.opened = opened;
    }

    /** Items that failed of the slice that the run does, where they are to be done again. */
    static List<Integer> failed(Turn turn, Again again) {
        return again.slice() == null || !again.slice().failed()
                ? List.of()
                : turn.live(0).stream()
                        .filter(item -> turn.task(item).status() == TaskStatus.FAILED)
                        .toList();
    }

    /** What is said of all items of a slice that failed. */
    static Control ofFailed(String by) {
        return new Control("retry", by, null, null, null, new SliceTerms(0, 0, true));
    }

    /** What the run that has done a slice is told; {@code null} where it doesn't go on. */
    @Nullable Control goesOn(int task) {
        return turn.nodes.isSlice(task)
                ? found.computeIfAbsent(task, slice -> Optional.ofNullable(said(slice)))
                        .orElse(null)
                : null;
    }

    private @Nullable Control said(int slice) {
        TaskState state = turn.task(slice);
        if (!state.hasBegunRun() || turn.nodes.isSuperseded(slice)) {
            return null;
        }
        if (slice == again.task()) {
            return again.how() == Steering.RETRY ? again.below() : null;
        }
        boolean isLeft = again.ending() == null
                && !anew.get(slice)
                && (state.status() == TaskStatus.CANCELLED || mayHaveLeftItems(slice, state));
        return isLeft && turn.elsewhere.has(Change.SLICES_GO_ON)
                ? new Control("retry", again.by(), null, null, null, REST)
                : null;
    }

    /** Whether items may have been passed over as too many had failed, and fewer have now. */
    private boolean mayHaveLeftItems(int slice, TaskState state) {
        int loop = turn.parent(slice);
        return state.status() == TaskStatus.COMPLETED
                && opened.get(loop)
                && allowing.computeIfAbsent(loop, this::allowsAgain)
                && SliceEnds.mayLack(turn, slice);
    }

    private boolean allowsAgain(int loop) {
        if (!(turn.task(loop).loop() instanceof Loop of) || !(of.terms() instanceof Loop.Items items)) {
            return false;
        }
        int failed = 0;
        int stay = 0;
        for (int slice : turn.live(loop)) {
            int ofSlice = SliceEnds.failures(turn, slice).size();
            failed += ofSlice;
            stay += slice == again.task() && again.below() != null
                    ? SliceEnds.thatStay(turn, slice, again.below())
                    : ofSlice;
        }
        return (items.refused() || failed > items.tolerated()) && stay <= items.tolerated();
    }
}

package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.view.RunViews;
import dev.weft.worker.interpreter.view.Standing;

/** Compares what is known of a run from one state to the next with what a walk over it finds, in each state or in some. */
final class Standings {
    private static final int STEP = 25;
    private static final int SOME = 3;

    /** A walk over more tasks at each step of a run would take as long as all else of a test. */
    private static final int MANY = 300;

    private static final int SOME_OF_MANY = 60;

    private final RunLoop loop;
    private final Standing each;
    private final Standing some;
    private int seen;

    Standings(RunLoop loop) {
        this.loop = loop;
        this.each = new Standing(loop);
        this.some = new Standing(loop);
    }

    void check(RunState state) {
        seen++;
        if (state.tasks().size() > MANY && seen % SOME_OF_MANY != 0) {
            return;
        }
        check(each, state);
        if (seen % SOME == 0) {
            check(some, state);
            assertThat(each.all(state)).isEqualTo(state.nodes(loop.plan()).all(state.tasks()));
        }
    }

    private void check(Standing standing, RunState state) {
        assertThat(standing.progress(state, STEP)).isEqualTo(RunViews.progress(loop, state) / STEP * STEP);
        if (standing == some) {
            assertThat(standing.all(state)).isEqualTo(state.nodes(loop.plan()).all(state.tasks()));
        }
    }
}

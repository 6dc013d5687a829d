package dev.weft.worker.interpreter.view;

import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.undo.RunUndos;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.TaskState;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks of one run count, and how many of them have ended, from one state of it to the next. To find them takes a walk over all
 * of the run; so that a run of thousands of tasks isn't walked at each of its thousands of steps, that is done only where what changed
 * since can have changed the answer: what is told is the same as {@link Nodes#all} and {@link RunViews#progress} would tell.
 * Not thread safe.
 */
public final class Standing {
    private static final int FULL = 100;

    private final RunLoop loop;
    private List<TaskState> tasks = List.of();
    private List<Frame> frames = List.of();
    private @Nullable List<Integer> all;
    private long counted;
    private long ended;

    /** How many tasks at most count otherwise than when they were counted; negative where nothing is known. */
    private long changed = -1;

    public Standing(RunLoop loop) {
        this.loop = loop;
    }

    /** As {@link Nodes#all}. */
    public List<Integer> all(RunState state) {
        look(state);
        if (all == null) {
            all = List.copyOf(state.nodes(loop.plan()).all(state.tasks()));
        }
        return all;
    }

    /**
     * The progress, as a multiple.
     *
     * @param step that it is a multiple of, at most
     */
    public long progress(RunState state, int step) {
        look(state);
        if (changed < 0 || least() / step != most() / step) {
            count(state);
        }
        return least() / step * step;
    }

    private long least() {
        return FULL * Math.max(ended - changed, 0) / (counted + changed);
    }

    private long most() {
        return counted <= changed ? Long.MAX_VALUE : FULL * (ended + changed) / (counted - changed);
    }

    private void count(RunState state) {
        Nodes nodes = state.nodes(loop.plan());
        counted = 0;
        ended = 0;
        changed = 0;
        for (int node : all(state)) {
            TaskState task = state.tasks().get(node);
            if (!RunUndos.isUnseen(nodes.planned(node), task)) {
                counted++;
                ended += task.status().ended() ? 1 : 0;
            }
        }
    }

    private void look(RunState state) {
        List<TaskState> now = state.tasks();
        if (now == tasks && state.frames() == frames) {
            return;
        }
        if (now.size() != tasks.size() || !state.frames().equals(frames)) {
            forget();
        } else {
            Nodes nodes = state.nodes(loop.plan());
            for (int node = 0; node < now.size(); node++) {
                // By identity: a task that did not change is the same object.
                if (now.get(node) != tasks.get(node)) {
                    changed(nodes, node, tasks.get(node), now.get(node));
                }
            }
        }
        tasks = now;
        frames = state.frames();
    }

    private void changed(Nodes nodes, int node, TaskState before, TaskState now) {
        boolean begins = (before.startedAt() == null) != (now.startedAt() == null);
        PlannedTask planned = nodes.planned(node);
        if (!Objects.equals(live(before.loop()), live(now.loop()))
                || (begins && nodes.isCompensation(node) && !isAlone(planned))) {
            forget();
        } else if (changed >= 0) {
            // It may be one more or less, and another that has ended or hasn't.
            changed++;
        }
        if (begins && nodes.isCompensation(node)) {
            all = null;
        }
    }

    /** Whether there is nothing below it. */
    private static boolean isAlone(PlannedTask planned) {
        return planned.children().isEmpty()
                && planned.fallback() < 0
                && planned.compensation() < 0
                && planned.task().forEach() == null
                && planned.task().repeat() == null;
    }

    private static @Nullable List<Integer> live(@Nullable Loop loop) {
        return loop == null ? null : loop.live();
    }

    private void forget() {
        all = null;
        changed = -1;
    }
}

package dev.weft.api.service;

import dev.weft.api.gateway.Gateway;
import dev.weft.api.representation.BelowBody;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the runs wait for that a run has started: the run itself is RUNNING meanwhile, as one that works. Thread safe.
 */
public final class Below {
    /** Runs looked into for one answer, as each has to be asked. */
    private static final int MOST_RUNS = 8;

    private static final int MOST_WAITS = 20;
    private static final BelowBody NOTHING = new BelowBody(List.of(), List.of(), 0, false);

    private final Gateway gateway;

    public Below(Gateway gateway) {
        this.gateway = gateway;
    }

    /** What is below a run that is open. */
    public BelowBody of(RunView view) {
        return look(view).body();
    }

    /**
     * What was found.
     *
     * @param slices of the run itself that are under way
     */
    record Found(BelowBody body, List<SliceCounts.Slice> slices) {}

    /** As the other, with what does slices of its loops. */
    Found look(RunView view) {
        if (view.status().ended()) {
            return new Found(NOTHING, List.of());
        }
        Search search = new Search();
        search.look(new Place(view, view.run(), "", ""));
        while (!search.open.isEmpty() && search.asked < MOST_RUNS) {
            search.ask(search.open.remove());
        }
        return new Found(
                new BelowBody(search.started, search.waits, search.more, search.works || !search.open.isEmpty()),
                search.slices);
    }

    /**
     * A run that has been asked.
     *
     * @param run by which its tasks are found
     * @param prefix of their paths there
     * @param under the task of the first run; empty for that itself
     */
    private record Place(RunView view, String run, String prefix, String under) {}

    private record Question(Place above, String task, String run) {}

    /** Whether something in a run is at work itself, in no run below it. */
    private static boolean isAtWork(RunView view) {
        Map<String, RunView.TaskView> tasks = FailedTasks.all(view);
        return tasks.entrySet().stream()
                .anyMatch(task -> task.getValue().status() == TaskStatus.RUNNING
                        && task.getValue().run() == null
                        && tasks.keySet().stream().noneMatch(other -> isIn(other, task.getKey())));
    }

    private static boolean isIn(String path, String holder) {
        return path.length() > holder.length()
                && path.startsWith(holder)
                && (path.charAt(holder.length()) == '.' || path.charAt(holder.length()) == '[');
    }

    private final class Search {
        private final Deque<Question> open = new ArrayDeque<>();
        private final List<BelowBody.Started> started = new ArrayList<>();
        private final List<BelowBody.Wait> waits = new ArrayList<>();
        private final List<SliceCounts.Slice> slices = new ArrayList<>();
        private int asked;
        private int more;
        private boolean works;

        private void look(Place at) {
            for (Map.Entry<String, RunView.TaskView> task :
                    FailedTasks.all(at.view()).entrySet()) {
                String run = task.getValue().run();
                if (run != null && task.getValue().status() == TaskStatus.RUNNING) {
                    open.add(new Question(at, task.getKey(), run));
                }
            }
        }

        private void ask(Question question) {
            asked++;
            Optional<RunView> found = gateway.reader().describe(question.run()).flatMap(gateway.reader()::state);
            Place above = question.above();
            boolean isFirst = above.under().isEmpty();
            if (found.isEmpty()) {
                works = true;
                return;
            }
            RunView view = found.get();
            if (isFirst) {
                started.add(new BelowBody.Started(question.task(), view.run(), view.status()));
            }
            String under = isFirst ? question.task() : above.under();
            Place at = ItemRuns.whole(question.task())
                    .map(whole -> new Place(view, above.run(), above.prefix() + whole, under))
                    .orElseGet(() -> new Place(view, view.run(), "", under));
            if (isFirst) {
                ItemRuns.whole(question.task())
                        .ifPresent(prefix -> slices.add(new SliceCounts.Slice(
                                prefix,
                                question.task().substring(0, question.task().lastIndexOf('[')),
                                view)));
            }
            look(at);
            works |= isAtWork(view);
            view.waitingOn().forEach(wait -> add(at, wait));
        }

        private void add(Place at, RunView.Waiting wait) {
            if (waits.size() < MOST_WAITS) {
                String path = wait.task().isEmpty() ? at.prefix() : at.prefix() + wait.task();
                waits.add(new BelowBody.Wait(at.under(), at.run(), path, wait.kind(), wait.reason(), wait.since()));
            } else {
                more++;
            }
        }
    }
}

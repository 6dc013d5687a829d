package dev.weft.api.gateway;

import dev.weft.api.error.ApiException;
import dev.weft.worker.protocol.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs that go no further because the interpreter fails at them again and again, or takes too long. Thread safe. */
public final class StuckRuns {
    private final RunLister lister;
    private final RunReader reader;

    StuckRuns(RunLister lister, RunReader reader) {
        this.lister = lister;
        this.reader = reader;
    }

    /**
     * Looks for stuck and slow runs among the open ones that were started last.
     *
     * @param limit of runs that are looked at; each costs Temporal one small question, all asked at once
     */
    public List<RunSummary> among(int limit) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<RunSummary>>> answers = lister.list(RunFilter.ofOpen(), limit, null).items().stream()
                    .map(run -> threads.submit(() -> reader.describe(run.run())))
                    .toList();
            return answers.stream()
                    .flatMap(answer -> answer(answer).stream())
                    .filter(RunSummary::isTriedAgain)
                    .toList();
        }
    }

    /** What to answer to somebody who asks something of a stuck run. */
    public static ApiException problem(String run) {
        return ApiException.conflict(
                        "interpreter_error",
                        "The interpreter can't make progress at run «" + run
                                + "»: it fails again and again, and the worker's log says why. Update the worker, or"
                                + " terminate the run.")
                .with("state", RunStatus.WAITING);
    }

    private static Optional<RunSummary> answer(Future<Optional<RunSummary>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }
}

package dev.weft.api.service;

import dev.weft.api.auth.Caller;
import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunFilter;
import dev.weft.api.gateway.RunLister;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.representation.BulkBody;
import dev.weft.api.representation.BulkBody.Item;
import dev.weft.api.representation.BulkBody.Outcome;
import dev.weft.api.representation.ControlledBody;
import dev.weft.api.representation.Cursors;
import dev.weft.api.representation.RollbackRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing with all runs that a filter finds, some with each request: whoever goes on with the cursor, or begins anew after a
 * break, does it once with each, as a run with which it is done is not found any more or refuses it. Thread safe.
 */
public final class BulkService {
    private static final int AT_ONCE = 8;

    private final Gateway gateway;
    private final RunService runs;
    private final RunViews views;
    private final ItemRuns items;

    public BulkService(Gateway gateway, RunService runs, RunViews views) {
        this.gateway = gateway;
        this.runs = runs;
        this.views = views;
        this.items = new ItemRuns(gateway);
    }

    /** What can be done with many runs. */
    public enum Action {
        CANCEL,
        TERMINATE,
        PAUSE,
        RESUME,
        RETRY,
        ROLLBACK;

        /** Whether it is for open runs alone. */
        public boolean isOfOpen() {
            return switch (this) {
                case CANCEL, TERMINATE, PAUSE, RESUME -> true;
                case RETRY, ROLLBACK -> false;
            };
        }
    }

    /**
     * Does it with some runs.
     *
     * @param key that makes a repetition count once
     * @param done hears of each run with which something was done, or that refused it
     */
    public BulkBody control(
            Action action,
            RunFilter filter,
            boolean dry,
            int limit,
            @Nullable String cursor,
            Caller caller,
            String key,
            Consumer<Item> done) {
        long found = gateway.lister().count(filter);
        RunLister.Runs page = gateway.lister().list(filter, limit, Cursors.decode(cursor));
        List<Item> items = dry
                ? page.items().stream().map(run -> would(action, run)).toList()
                : all(page.items(), run -> {
                    Item item = one(action, run, caller, key);
                    done.accept(item);
                    return item;
                });
        byte[] next = page.next();
        return new BulkBody(
                action.name().toLowerCase(Locale.ROOT), dry, found, items, next == null ? null : Cursors.encode(next));
    }

    private interface Doing {
        Item with(RunSummary run);
    }

    private static List<Item> all(List<RunSummary> page, Doing doing) {
        Semaphore places = new Semaphore(AT_ONCE);
        List<Callable<Item>> work = new ArrayList<>();
        page.forEach(run -> work.add(() -> {
            places.acquire();
            try {
                return doing.with(run);
            } finally {
                places.release();
            }
        }));
        List<Item> items = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Item> item : threads.invokeAll(work)) {
                items.add(item.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("interrupted", "The server stops. Go on with another.", 1);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e.getCause());
        }
        return items;
    }

    private static Item would(Action action, RunSummary run) {
        boolean pointless = (action == Action.PAUSE && run.status() == RunStatus.PAUSED)
                || (action == Action.RESUME && run.status() != RunStatus.PAUSED);
        return pointless
                ? new Item(
                        run.run(),
                        run.workflow(),
                        run.status(),
                        Outcome.REFUSED,
                        null,
                        "does_not_apply",
                        "It is " + run.status() + ".")
                : new Item(run.run(), run.workflow(), run.status(), Outcome.WOULD, null, null, null);
    }

    private Item one(Action action, RunSummary run, Caller caller, String key) {
        String id = UUID.nameUUIDFromBytes((key + "\0" + run.run()).getBytes(StandardCharsets.UTF_8))
                .toString();
        String task = null;
        try {
            task = action == Action.RETRY ? task(run) : null;
            ControlledBody after = switch (action) {
                case CANCEL -> runs.cancel(run.run(), caller, id);
                case TERMINATE -> runs.terminate(run.run(), caller, "terminated by " + caller.user());
                case PAUSE -> runs.pause(run.run(), caller, id);
                case RESUME -> runs.resume(run.run(), caller, id);
                case ROLLBACK -> runs.rollback(run.run(), new RollbackRequest(null, true), caller, id);
                case RETRY -> runs.steer(run.run(), String.valueOf(task), "retry", null, caller, id);
            };
            return new Item(run.run(), run.workflow(), after.status(), Outcome.DONE, task, null, null);
        } catch (ApiException e) {
            return new Item(
                    run.run(),
                    run.workflow(),
                    run.status(),
                    Outcome.REFUSED,
                    task,
                    e.problem().code(),
                    e.problem().detail());
        }
    }

    /** What is done again: the task that failed first; of a loop in slices the first of these in which items failed, and these alone. */
    private String task(RunSummary run) {
        RunView view = views.of(run).view();
        List<String> failed = FailedTasks.of(FailedTasks.all(view));
        if (failed.isEmpty()) {
            throw ApiException.conflict(
                    "does_not_apply", "Expected a task that failed, but «" + run.run() + "» has none.");
        }
        return items.failedSlice(view, failed.getFirst()).orElse(failed.getFirst());
    }
}

package dev.weft.api.service;

import dev.weft.api.auth.Caller;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunFilter;
import dev.weft.api.gateway.RunLister;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.representation.ApprovalItem;
import dev.weft.api.representation.Cursors;
import dev.weft.api.representation.Page;
import dev.weft.worker.protocol.RunView.GateView;
import dev.weft.worker.protocol.RunView.TaskView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Lists approval gates. Thread safe. */
public final class ApprovalService {
    private final Gateway gateway;
    private final RunTasks tasks;
    private final Links links;

    public ApprovalService(Gateway gateway, Plans plans, Links links) {
        this.gateway = gateway;
        this.tasks = new RunTasks(gateway, plans);
        this.links = links;
    }

    /** Which gates are asked for. */
    public enum Which {
        PENDING,
        DECIDED,
        ALL;

        private boolean includes(GateView gate) {
            return switch (this) {
                case PENDING -> GatesOf.isAsked(gate);
                case DECIDED -> !GatesOf.isAsked(gate);
                case ALL -> true;
            };
        }
    }

    /**
     * Gates, of the runs started last first.
     *
     * @param mine whether only those are meant that the caller may decide and hasn't, or has decided
     * @param limit of runs that are looked at
     */
    public Page<ApprovalItem> list(Which which, Caller caller, boolean mine, int limit, @Nullable String cursor) {
        RunFilter filter = (which == Which.PENDING ? RunFilter.ofWaiting() : RunFilter.ofAll()).with(caller.labels());
        RunLister.Runs runs = gateway.lister().list(filter, limit, Cursors.decode(cursor));
        List<ApprovalItem> items = new ArrayList<>();
        for (List<ApprovalItem> gates : gates(runs.items(), which, caller)) {
            gates.stream()
                    .filter(gate -> !mine || gate.mayDecide() || GatesOf.isBy(gate.gate(), caller))
                    .filter(gate -> !mine || which != Which.PENDING || gate.mayDecide())
                    .forEach(items::add);
        }
        byte[] next = runs.next();
        return new Page<>(items, next == null ? null : Cursors.encode(next));
    }

    /** Each run is asked by itself, all at once: a query takes some milliseconds, or two seconds without a worker. */
    private List<List<ApprovalItem>> gates(List<RunSummary> runs, Which which, Caller caller) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<ApprovalItem>>> answers = runs.stream()
                    .filter(run -> which != Which.PENDING
                            || run.waitingFor().stream().anyMatch(what -> what.startsWith("approval:")))
                    .map(run -> threads.submit(() -> gatesOf(run, which, caller)))
                    .toList();
            return answers.stream().map(ApprovalService::answer).toList();
        }
    }

    private static List<ApprovalItem> answer(Future<List<ApprovalItem>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private List<ApprovalItem> gatesOf(RunSummary run, Which which, Caller caller) {
        List<ApprovalItem> items = new ArrayList<>();
        gateway.reader()
                .state(run)
                .ifPresent(view -> tasks.gates(run, view).forEach((path, task) -> {
                    if (which.includes(Objects.requireNonNull(task.gate()))) {
                        items.add(item(run, path, task, caller));
                    }
                }));
        return items;
    }

    private ApprovalItem item(RunSummary run, String path, TaskView task, Caller caller) {
        GateView gate = Objects.requireNonNull(task.gate());
        Map<String, String> of = new LinkedHashMap<>(links.of(run));
        of.put("decide", Links.approval(run.run(), path));
        return new ApprovalItem(
                run.run(),
                run.workflow(),
                path,
                GatesOf.isAsked(gate) ? "pending" : "decided",
                GatesOf.isFor(gate, caller),
                task.startedAt(),
                task.endedAt(),
                gate,
                of);
    }
}

package dev.weft.api.service;

import dev.weft.api.auth.Caller;
import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunFilter;
import dev.weft.api.gateway.RunLister;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.gateway.StuckRuns;
import dev.weft.api.representation.ApprovalItem;
import dev.weft.api.representation.Cursors;
import dev.weft.api.representation.DecidedBody;
import dev.weft.api.representation.DecisionRequest;
import dev.weft.api.representation.Page;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DecisionReceipt;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Gates that wait for people, and what people say. Thread safe. */
public final class ApprovalService {
    private final Gateway gateway;
    private final RunService runs;
    private final Links links;

    public ApprovalService(Gateway gateway, RunService runs, Links links) {
        this.gateway = gateway;
        this.runs = runs;
        this.links = links;
    }

    /**
     * Gates that wait, of the runs started last first.
     *
     * @param mine whether only those that the caller may decide, and hasn't yet, are meant
     * @param limit of runs that are looked at
     */
    public Page<ApprovalItem> pending(Caller caller, boolean mine, int limit, @Nullable String cursor) {
        RunLister.Runs waiting = gateway.lister().list(RunFilter.ofWaiting(), limit, Cursors.decode(cursor));
        List<ApprovalItem> items = new ArrayList<>();
        for (List<ApprovalItem> gates : gates(waiting.items())) {
            gates.stream().filter(gate -> !mine || isFor(gate, caller)).forEach(items::add);
        }
        byte[] next = waiting.next();
        return new Page<>(items, next == null ? null : Cursors.encode(next));
    }

    /**
     * Decides a gate as the caller.
     *
     * @param id of the request: the same id counts once
     */
    public DecidedBody decide(String run, String task, DecisionRequest request, Caller caller, String id) {
        String word = request.decision();
        if (word == null) {
            throw ApiException.invalid("Expected a field decision: approve, reject or request_changes.");
        }
        String comment = request.comment();
        if (comment != null && comment.length() > Decision.MAX_COMMENT) {
            throw ApiException.unprocessable(
                    "invalid_decision",
                    "Expected a comment of at most " + Decision.MAX_COMMENT + " characters, but found "
                            + comment.length() + ". Put what is longer elsewhere, and say where.");
        }
        RunSummary summary = runs.find(run);
        if (summary.status().ended()) {
            throw ApiException.conflict(
                            "run_ended",
                            "Expected a gate that waits, but run «" + run + "» is " + summary.status() + ".")
                    .with("state", summary.status());
        }
        if (summary.isStuck()) {
            throw StuckRuns.problem(run);
        }
        DecisionReceipt receipt = gateway.control()
                .decide(
                        run,
                        new Decision(
                                task,
                                word,
                                caller.user(),
                                caller.rolesAndGroups(),
                                request.comment(),
                                request.level(),
                                request.inputs(),
                                "api"),
                        id);
        return new DecidedBody(
                run,
                receipt.task(),
                receipt.level(),
                receipt.status(),
                receipt.approvals(),
                receipt.quorum(),
                links.of(summary));
    }

    /** Each run is asked by itself, all at once: a query takes some milliseconds, or two seconds without a worker. */
    private List<List<ApprovalItem>> gates(List<RunSummary> waiting) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<ApprovalItem>>> answers = waiting.stream()
                    .filter(run -> run.waitingFor().stream().anyMatch(what -> what.startsWith("approval:")))
                    .map(run -> threads.submit(() -> gatesOf(run)))
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

    private List<ApprovalItem> gatesOf(RunSummary run) {
        List<ApprovalItem> items = new ArrayList<>();
        gateway.reader()
                .state(run.run())
                .ifPresent(view -> view.tasks().forEach((path, task) -> {
                    RunView.GateView gate = task.gate();
                    if (gate != null && task.status() == TaskStatus.WAITING) {
                        items.add(item(run, path, gate, since(view, path)));
                    }
                }));
        return items;
    }

    private ApprovalItem item(RunSummary run, String path, RunView.GateView gate, @Nullable Instant since) {
        long approvals = gate.decisions().stream()
                .filter(decision ->
                        decision.level() == gate.level() && decision.decision().startsWith("approve"))
                .count();
        Map<String, String> of = links.of(run);
        return new ApprovalItem(
                run.run(),
                run.workflow(),
                path,
                "pending",
                gate.title(),
                gate.description(),
                gate.level(),
                gate.approvers(),
                gate.quorum(),
                (int) approvals,
                since,
                gate.deadline(),
                gate.decisions(),
                of);
    }

    private static @Nullable Instant since(RunView view, String path) {
        return view.waitingOn().stream()
                .filter(waiting -> waiting.task().equals(path))
                .map(RunView.Waiting::since)
                .findFirst()
                .orElse(null);
    }

    private static boolean isFor(ApprovalItem gate, Caller caller) {
        boolean decided = gate.decisions().stream()
                .anyMatch(decision ->
                        decision.level() == gate.level() && decision.by().equals(caller.user()));
        return !decided && gate.approvers().stream().anyMatch(caller::isMeantBy);
    }
}

package dev.weft.api.service;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.DecisionSigner;
import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.gateway.StuckRuns;
import dev.weft.api.representation.DecidedBody;
import dev.weft.api.representation.DecisionRequest;
import dev.weft.api.representation.DelegatedBody;
import dev.weft.api.representation.DelegationRequest;
import dev.weft.definitions.expression.Values;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DecisionReceipt;
import dev.weft.worker.protocol.Delegation;
import dev.weft.worker.protocol.DelegationReceipt;
import dev.weft.worker.protocol.Proof;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.RunView.GateDecision;
import dev.weft.worker.protocol.RunView.GateView;
import dev.weft.worker.protocol.RunView.TaskView;
import dev.weft.worker.protocol.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people say at gates, signed so that a run believes it. Thread safe. */
public final class DecisionService {
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Gateway gateway;
    private final RunService runs;
    private final DecisionSigner signer;
    private final Links links;
    private final ItemRuns items;
    private final RunTasks tasks;

    public DecisionService(Gateway gateway, RunService runs, Plans plans, DecisionSigner signer, Links links) {
        this.gateway = gateway;
        this.runs = runs;
        this.signer = signer;
        this.links = links;
        this.items = new ItemRuns(gateway);
        this.tasks = new RunTasks(gateway, plans);
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
        checkComment(request.comment());
        RunSummary asked = runs.find(run);
        ItemRuns.Place at = items.find(asked, task);
        RunSummary summary = at.run();
        if (summary.status().ended()) {
            return repeated(at, asked, task, request, word, caller);
        }
        RunView view = view(summary);
        GateView gate = tasks.gate(summary, view, at.path());
        Integer level = request.level() == null && gate != null ? askedLevel(gate) : request.level();
        Decision decision = new Decision(
                at.path(),
                word,
                caller.user(),
                caller.rolesAndGroups(),
                request.comment(),
                level,
                inputs(request),
                null);
        Optional<Proof> proof = signer.prove(
                view.decisionKeys(),
                view.generation(),
                nonce -> Statement.of(summary.run(), view.generation(), nonce, decision));
        checkUnsigned(proof, gate, caller);
        DecisionReceipt receipt = gateway.control()
                .decide(summary.run(), proof.map(decision::with).orElse(decision), id);
        return new DecidedBody(
                run, task, receipt.level(), receipt.status(), receipt.approvals(), receipt.quorum(), links.of(asked));
    }

    /**
     * Names a delegate of the caller.
     *
     * @param id of the request: the same id counts once
     */
    public DelegatedBody delegate(String run, String task, DelegationRequest request, Caller caller, String id) {
        String to = request.to();
        if (to == null || to.isBlank()) {
            throw ApiException.invalid("Expected a field to: the user who may decide in your place.");
        }
        RunSummary asked = runs.find(run);
        ItemRuns.Place at = items.find(asked, task);
        RunSummary summary = at.run();
        if (summary.status().ended()) {
            throw ended(summary);
        }
        RunView view = view(summary);
        GateView gate = tasks.gate(summary, view, at.path());
        Integer level = request.level() == null && gate != null ? askedLevel(gate) : request.level();
        Delegation delegation = new Delegation(at.path(), caller.user(), to, caller.rolesAndGroups(), level, null);
        Optional<Proof> proof = signer.prove(
                view.decisionKeys(),
                view.generation(),
                nonce -> Statement.of(summary.run(), view.generation(), nonce, delegation));
        checkUnsigned(proof, gate, caller);
        DelegationReceipt receipt = gateway.control()
                .delegate(summary.run(), proof.map(delegation::with).orElse(delegation), id);
        return new DelegatedBody(run, task, receipt.level(), receipt.by(), receipt.to(), links.of(asked));
    }

    private RunView view(RunSummary summary) {
        if (summary.isStuck()) {
            throw StuckRuns.problem(summary.run());
        }
        return gateway.reader()
                .stateForChange(summary)
                .orElseThrow(() -> ApiException.unavailable(
                        "no_worker", "Expected a worker to take this, but none answers.", RETRY_AFTER_SECONDS));
    }

    /** A decision that says no level is for the one that is asked now, and for no later one. */
    private static @Nullable Integer askedLevel(GateView gate) {
        return GatesOf.isAsked(gate) ? gate.level() : null;
    }

    /**
     * A run that doesn't know this server's keys, as another client started it, takes what comes as unsigned: it believes
     * any role. So what it can't check is checked here, for the level that is named.
     */
    private static void checkUnsigned(Optional<Proof> proof, @Nullable GateView gate, Caller caller) {
        if (proof.isPresent() || gate == null || !GatesOf.isAsked(gate)) {
            return;
        }
        if (!gate.channels().contains("temporal")) {
            throw ApiException.conflict(
                    "unknown_key",
                    "Expected a run that was started with a key of this server, as this gate takes signed decisions alone."
                            + " Put the key that the run was started with back into the folder of keys.");
        }
        if (!GatesOf.asks(gate, caller)) {
            throw new ApiException(
                    403,
                    "not_approver",
                    "Expected a decision by one of " + String.join(", ", gate.approvers()) + ", but «" + caller.user()
                            + "» is none of them.");
        }
    }

    /** The run has ended: what the caller has said before is answered as then, all else comes too late. */
    private DecidedBody repeated(
            ItemRuns.Place at, RunSummary asked, String task, DecisionRequest request, String word, Caller caller) {
        return gateway.reader()
                .state(at.run())
                .flatMap(view -> tasks.find(at.run(), view, at.path()))
                .filter(found -> found.gate() != null)
                .flatMap(found -> said(found, request, word, caller).map(one -> body(asked, task, found, one.level())))
                .orElseThrow(() -> ended(at.run()));
    }

    private static Optional<GateDecision> said(TaskView gate, DecisionRequest request, String word, Caller caller) {
        return GatesOf.said(
                Objects.requireNonNull(gate.gate()),
                caller,
                request.level(),
                word.strip(),
                request.comment(),
                request.inputs());
    }

    private DecidedBody body(RunSummary summary, String task, TaskView found, int level) {
        GateView gate = Objects.requireNonNull(found.gate());
        long approvals = gate.decisions().stream()
                .filter(one -> one.level() == level && one.decision().equals("approve"))
                .count();
        return new DecidedBody(
                summary.run(),
                task,
                level,
                found.status(),
                (int) approvals,
                gate.levels().get(level - 1).quorum(),
                links.of(summary));
    }

    private static ApiException ended(RunSummary summary) {
        return ApiException.conflict(
                        "run_ended",
                        "Expected a gate that waits, but run «" + summary.run() + "» is " + summary.status() + ".")
                .with("state", summary.status());
    }

    private static void checkComment(@Nullable String comment) {
        if (comment != null && comment.length() > Decision.MAX_COMMENT) {
            throw ApiException.unprocessable(
                    "invalid_decision",
                    "Expected a comment of at most " + Decision.MAX_COMMENT + " characters, but found "
                            + comment.length() + ". Put what is longer elsewhere, and say where.");
        }
    }

    /** As it will be read from JSON, so that what is signed is what arrives. */
    private static @Nullable Map<String, @Nullable Object> inputs(DecisionRequest request) {
        if (request.inputs() == null) {
            return null;
        }
        Map<String, @Nullable Object> normal = new LinkedHashMap<>();
        request.inputs().forEach((name, value) -> normal.put(name, Values.normalise(value)));
        return normal;
    }
}

package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.large.LargeValues;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.expression.Values;
import dev.weft.definitions.model.Concurrency;
import dev.weft.definitions.model.Definition;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.LeaseHolder;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.WeftLease;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts of runs whose {@code policy.concurrency} says {@code when_full: reject}: the place is taken in the run's name before
 * it is started, so that one which finds none is refused. All other runs claim their places themselves. Thread safe.
 */
final class Admission {
    private final Gateway gateway;

    private final LargeValues large;

    Admission(Gateway gateway, LargeValues large) {
        this.gateway = gateway;
        this.large = large;
    }

    /**
     * Starts a run that there is a place for.
     *
     * @param start starts it; whatever becomes of that, no place is lost
     * @throws ApiException 409 where others hold all places
     */
    boolean start(String run, Definition definition, RunRequest request, Instant now, Supplier<Boolean> start) {
        Concurrency concurrency = definition.policy().concurrency();
        if (concurrency == null || concurrency.whenFull() != Concurrency.WhenFull.REJECT) {
            return start.get();
        }
        LeaseClaim claim = claim(run, concurrency, request, now);
        LeaseAnswer answer = gateway.leases().take(claim);
        if (answer.verdict() != LeaseAnswer.Verdict.GRANTED) {
            throw full(claim, answer);
        }
        try {
            boolean started = start.get();
            if (!started && hasEnded(run)) {
                gateway.leases().giveBack(claim);
            }
            return started;
        } catch (ApiException refused) {
            gateway.leases().giveBack(claim);
            throw refused;
        }
    }

    /** A run of this id may have been there before. */
    private boolean hasEnded(String run) {
        return gateway.reader()
                .describe(run)
                .map(summary -> summary.status().ended())
                .orElse(true);
    }

    private LeaseClaim claim(String run, Concurrency concurrency, RunRequest request, Instant now) {
        Scope names = large.scope(names(run, request, now));
        try {
            return LeaseClaim.ofRun(
                    WeftLease.Kind.RUN,
                    Values.toText(concurrency.key().evaluate(names)),
                    run,
                    concurrency.limit().resolve(names),
                    LeaseClaim.WhenFull.REJECT);
        } catch (EvaluationException e) {
            throw ApiException.unprocessable(
                    "invalid_concurrency",
                    "Expected key and limit of policy.concurrency to have a value, but: " + e.getMessage());
        }
    }

    /** What the run sees when it begins. */
    private static Map<String, @Nullable Object> names(String id, RunRequest request, Instant now) {
        Map<String, @Nullable Object> run = new LinkedHashMap<>();
        run.put("id", id);
        run.put("workflow", request.workflow());
        run.put("revision", (long) request.revision());
        run.put("started_at", now);
        run.put("started_by", request.startedBy());
        run.put("labels", request.labels());
        run.put("status", "RUNNING");
        run.put("error", null);
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        names.put("inputs", request.inputs());
        names.put("run", run);
        names.put("now", now);
        return names;
    }

    private static ApiException full(LeaseClaim claim, LeaseAnswer answer) {
        return ApiException.conflict(
                        "concurrency_full",
                        "Expected a place under key «" + claim.key() + "», of which there are " + claim.limit()
                                + ", but found it held by "
                                + String.join(
                                        ", ",
                                        answer.holders().stream()
                                                .map(LeaseHolder::described)
                                                .toList())
                                + ". Start it again when that has ended, or cancel it.")
                .with("holders", answer.holders().stream().map(LeaseHolder::run).toList());
    }
}

package dev.weft.api.service;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.DecisionSigner;
import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunIds;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.gateway.StartCommand;
import dev.weft.api.large.LargeValues;
import dev.weft.api.representation.RestartRequest;
import dev.weft.api.representation.StartedBody;
import dev.weft.definitions.model.Definition;
import dev.weft.worker.protocol.LogPoint;
import dev.weft.worker.protocol.Restart;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Does runs that have ended again, as new runs, but for what holds of them. Thread safe. */
public final class RestartService {
    private final Startables startables;
    private final StartService starts;
    private final Gateway gateway;
    private final Admission admission;
    private final DecisionSigner signer;
    private final Links links;
    private final LongSupplier log;
    private final LargeValues large;
    private final Clock clock;

    public RestartService(
            Startables startables,
            StartService starts,
            Gateway gateway,
            DecisionSigner signer,
            Links links,
            LongSupplier log,
            LargeValues large,
            Clock clock) {
        this.startables = startables;
        this.starts = starts;
        this.gateway = gateway;
        this.admission = new Admission(gateway, large);
        this.signer = signer;
        this.links = links;
        this.log = log;
        this.large = large;
        this.clock = clock;
    }

    /**
     * Starts a new run in the place of one that has ended.
     *
     * @param key of the request; the same key starts one run
     */
    public StartedBody restart(String run, RestartRequest request, @Nullable String key, Caller caller) {
        RunSummary old = gateway.reader().describe(run).orElseThrow(() -> ApiException.notFound("run", run));
        if (!old.status().ended()) {
            throw ApiException.conflict(
                            "run_open",
                            "Expected a run that has ended, but «" + run + "» is " + old.status()
                                    + ". Cancel it first, or start another.")
                    .with("state", old.status());
        }
        RunRequest before = gateway.history()
                .request(run, old.execution())
                .orElseThrow(() -> ApiException.conflict(
                        "run_forgotten", "Expected a run whose request is kept, but that of «" + run + "» is not."));
        int carried = Inputs.carried(request.inputs(), large.canKeep());
        Integer asked = request.revision();
        boolean same = asked == null || asked == before.revision();
        String document = same
                ? before.definition()
                : startables.revision(before.workflow(), asked).document();
        Startables.Startable startable = startables.of(document, carried);
        Definition definition = startable.plan().definition();
        RunRequest next = new RunRequest(
                before.workflow(),
                same ? before.revision() : asked,
                document,
                // The same value has the same handle: what was kept before is seen to be the same.
                large.keep(Inputs.bind(definition, large.wholeMap(inputs(definition, before, request)))),
                startable.pinned().agents(),
                caller.user(),
                before.labels(),
                signer.publicKeys(),
                same ? before.priority() : Integer.valueOf(definition.policy().priority()),
                null,
                startable.pinned().definitions(),
                null,
                run,
                before.continueAfter(),
                LogPoint.after(log.getAsLong()),
                starts.maxRuns());
        Instant now = clock.instant();
        String id = RunIds.create(before.workflow(), key == null ? null : run + "/" + key, now);
        RunRequest seeded = gateway.revival().restarted(old, new Restart(next, request.from()));
        StartCommand command = new StartCommand(id, definition.name(), definition.description(), seeded);
        admission.start(id, definition, next, now, () -> gateway.starter().start(command));
        starts.remember(id, next, now, null, StartService.digest(request));
        Optional<RunSummary> started = gateway.reader().describe(id);
        return new StartedBody(
                id,
                before.workflow(),
                next.revision(),
                started.map(RunSummary::status).orElse(RunStatus.RUNNING),
                links.of(id, before.workflow()));
    }

    /** What the run had counts where the definition still has it. */
    private static Map<String, @Nullable Object> inputs(
            Definition definition, RunRequest before, RestartRequest request) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>(before.inputs());
        if (definition.inputs() != null) {
            inputs.keySet().retainAll(definition.inputs().keySet());
        }
        if (request.inputs() != null) {
            inputs.putAll(request.inputs());
        }
        return inputs;
    }
}

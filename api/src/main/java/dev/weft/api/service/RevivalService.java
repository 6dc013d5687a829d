package dev.weft.api.service;

import dev.weft.api.auth.DecisionSigner;
import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.gateway.StartCommand;
import dev.weft.api.large.LargeValues;
import dev.weft.api.representation.ControlledBody;
import dev.weft.api.store.RunLocks;
import dev.weft.definitions.model.Definition;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStart;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.SliceTerms;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Starts runs that have ended once more, under their ids: from one of their tasks, or to go back. Thread safe. */
public final class RevivalService {
    private final Gateway gateway;
    private final RunLocks locks;
    private final Plans plans;
    private final DecisionSigner signer;
    private final Links links;
    private final Admission admission;
    private final @Nullable Integer maxRuns;
    private final Clock clock;

    /**
     * @param large what inputs may be kept in that the key of a definition reads
     * @param maxRuns how many runs go on at once on the platform; {@code null} for no bound
     */
    public RevivalService(
            Gateway gateway,
            RunLocks locks,
            Plans plans,
            DecisionSigner signer,
            Links links,
            LargeValues large,
            @Nullable Integer maxRuns,
            Clock clock) {
        this.gateway = gateway;
        this.admission = new Admission(gateway, large);
        this.maxRuns = maxRuns;
        this.clock = clock;
        this.locks = locks;
        this.plans = plans;
        this.signer = signer;
        this.links = links;
    }

    /**
     * That what is said of a task applies, where it is one of an item that another run did.
     *
     * @param run that is to go on
     * @param at where the task was done
     * @throws ApiException as that run refuses it
     */
    void check(RunSummary run, ItemRuns.Place at, Control control) {
        if (!at.run().run().equals(run.run()) && at.run().status().ended()) {
            gateway.revival().revived(at.run(), control.fromAbove(run.run(), new SliceTerms(0, 0, false)));
        }
    }

    /**
     * Starts a run once more. Of several such requests at once one does; the others find the run open.
     *
     * @param id of the request: where the run was started by it before, nothing happens
     */
    ControlledBody revive(String run, Control control, String id) {
        return locks.alone(run, () -> {
            RunSummary summary = gateway.reader().describe(run).orElseThrow(() -> ApiException.notFound("run", run));
            if (!summary.status().ended()) {
                throw ApiException.conflict(
                                "does_not_apply",
                                "Expected a run that has ended, but «" + run
                                        + "» has been started once more meanwhile.")
                        .with("state", summary.status());
            }
            RunRequest request = gateway.revival()
                    .revived(summary, control)
                    .verifiedBy(signer.publicKeys())
                    .boundedBy(maxRuns);
            RunStatus status = control.undoes() ? RunStatus.ROLLING_BACK : RunStatus.RUNNING;
            RunStart start = Objects.requireNonNull(request.start());
            Definition definition = plans.of(request.definition()).definition();
            StartCommand command = new StartCommand(
                    run,
                    definition.name(),
                    definition.description(),
                    request.from(start.controlled(id, status)),
                    summary.startedAt());
            // What is to be undone waits for its turn: refused, it would stay done.
            boolean started = control.undoes()
                    ? gateway.starter().start(command)
                    : admission.start(
                            run,
                            definition,
                            request,
                            clock.instant(),
                            () -> gateway.starter().start(command));
            if (!started) {
                throw ApiException.conflict(
                        "does_not_apply",
                        "Expected a run that has ended, but «" + run + "» has been started once more meanwhile.");
            }
            return new ControlledBody(run, status, links.of(summary));
        });
    }
}

package dev.weft.api.service;

import dev.weft.api.auth.DecisionSigner;
import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.gateway.StartCommand;
import dev.weft.api.representation.ControlledBody;
import dev.weft.api.store.RunLocks;
import dev.weft.definitions.model.Definition;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStart;
import dev.weft.worker.protocol.RunStatus;
import java.util.Objects;

/** Starts runs that have ended once more, under their ids: from one of their tasks, or to go back. Thread safe. */
public final class RevivalService {
    private final Gateway gateway;
    private final RunLocks locks;
    private final Plans plans;
    private final DecisionSigner signer;
    private final Links links;

    public RevivalService(Gateway gateway, RunLocks locks, Plans plans, DecisionSigner signer, Links links) {
        this.gateway = gateway;
        this.locks = locks;
        this.plans = plans;
        this.signer = signer;
        this.links = links;
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
            RunRequest request = gateway.revival().revived(summary, control);
            RunStatus status = control.undoes() ? RunStatus.ROLLING_BACK : RunStatus.RUNNING;
            RunStart start = Objects.requireNonNull(request.start());
            Definition definition = plans.of(request.definition()).definition();
            boolean started = gateway.starter()
                    .start(new StartCommand(
                            run,
                            definition.name(),
                            definition.description(),
                            request.verifiedBy(signer.publicKeys()).from(start.controlled(id, status)),
                            summary.startedAt()));
            if (!started) {
                throw ApiException.conflict(
                        "does_not_apply",
                        "Expected a run that has ended, but «" + run + "» has been started once more meanwhile.");
            }
            return new ControlledBody(run, status, links.of(summary));
        });
    }
}

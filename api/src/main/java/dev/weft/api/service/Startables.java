package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.store.DefinitionStore;
import dev.weft.api.store.StoredRevision;
import dev.weft.definitions.plan.Plan;
import dev.weft.worker.protocol.ChildDefinition;
import dev.weft.worker.protocol.DefinitionClaim;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Definitions as runs are started of them: checked, with all that they need. Thread safe. */
public final class Startables {
    /** Characters of all documents that one run carries. */
    private static final long ROOM = 1_000_000;

    private static final int RETRY_AFTER_SECONDS = 30;

    private final DefinitionStore definitions;
    private final AgentService agents;
    private final Plans plans;
    private final Function<String, Optional<String>> down;

    /**
     * @param down why an agent can't be called now; empty where it can, or nobody knows
     */
    public Startables(
            DefinitionStore definitions, AgentService agents, Plans plans, Function<String, Optional<String>> down) {
        this.definitions = definitions;
        this.agents = agents;
        this.plans = plans;
        this.down = down;
    }

    /**
     * A definition with what its runs carry.
     *
     * @param document canonical
     * @param taken characters of the run's request that are taken already
     * @throws ApiException 422 where this release can't carry it out, or something isn't there; 503 while an agent that it requires
     *     is down
     */
    Startable of(String document, long taken) {
        Plan plan = plans.of(document);
        if (!plan.later().isEmpty()) {
            throw ApiException.unprocessable(
                    "not_supported",
                    "Expected what this release can carry out, but found " + String.join(", ", plan.later())
                            + ". The definition stays saved.");
        }
        long room = ROOM - taken - document.length();
        Pinned pinned = Pins.of(plan, agents::all, this::find, plans::of, room);
        plan.definition()
                .requires()
                .forEach(name -> down.apply(name).ifPresent(why -> {
                    throw ApiException.unavailable(
                                    "agent_down",
                                    "Expected agent " + name + " to be up, as «"
                                            + plan.definition().id() + "» requires it, but it is down: " + why,
                                    RETRY_AFTER_SECONDS)
                            .with(
                                    "path",
                                    "/requires/" + plan.definition().requires().indexOf(name));
                }));
        return new Startable(plan, pinned);
    }

    /** The revision of a definition; 404 for an unknown definition, 422 for an unknown revision. */
    StoredRevision revision(String workflow, @Nullable Integer number) {
        StoredRevision current =
                definitions.current(workflow).orElseThrow(() -> ApiException.notFound("workflow", workflow));
        if (number == null || number == current.revision()) {
            return current;
        }
        return definitions
                .revision(workflow, number)
                .orElseThrow(() -> ApiException.unprocessable(
                        "unknown_revision",
                        "Expected a revision of «" + workflow + "» from 1 to " + current.revision() + ", but found "
                                + number + "."));
    }

    /**
     * What a run asks for that is about to start another.
     *
     * @throws ApiException where that can't be started; its code is that of the failure
     */
    public ChildDefinition claimed(DefinitionClaim claim) {
        StoredRevision found = find(claim.workflow(), claim.revision())
                .orElseThrow(() -> ApiException.unprocessable(
                        claim.revision() == null ? "unknown_workflow" : "unknown_revision",
                        "Expected a saved definition «" + claim.workflow() + "»"
                                + (claim.revision() == null ? "" : " with revision " + claim.revision())
                                + ", but found none. Save it, and retry the task."));
        if (claim.digest() != null && !claim.digest().equals(found.digest())) {
            throw ApiException.unprocessable(
                    "unknown_revision",
                    "Expected revision " + found.revision() + " of «" + claim.workflow()
                            + "» as it was when the run started, but found another text under its number. Was the"
                            + " database restored from an older copy?");
        }
        Startable startable = of(found.document(), 0);
        return new ChildDefinition(
                found.id(),
                found.revision(),
                found.document(),
                startable.pinned().agents(),
                startable.pinned().definitions());
    }

    private Optional<StoredRevision> find(String workflow, @Nullable Integer revision) {
        return revision == null ? definitions.current(workflow) : definitions.revision(workflow, revision);
    }

    /** The plan of a definition, and what its runs carry. */
    record Startable(Plan plan, Pinned pinned) {}
}

package dev.weft.api.service;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.DecisionSigner;
import dev.weft.api.error.ApiException;
import dev.weft.api.figure.SeenRun;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunIds;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.gateway.StartCommand;
import dev.weft.api.large.LargeValues;
import dev.weft.api.representation.Json;
import dev.weft.api.representation.StartRequest;
import dev.weft.api.representation.StartedBody;
import dev.weft.api.store.StartStore;
import dev.weft.api.store.StoredRevision;
import dev.weft.api.store.StoredStart;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.model.Definition;
import dev.weft.worker.protocol.LogPoint;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts runs: everything is checked before, so that a run that can't succeed is refused and not started. Thread safe. */
public final class StartService {
    private static final Logger LOG = LoggerFactory.getLogger(StartService.class);
    private static final int MAX_KEY = 255;
    private final Startables startables;
    private final StartStore starts;
    private final Gateway gateway;
    private final Admission admission;
    private final DecisionSigner signer;
    private final Links links;
    private final LongSupplier log;
    private final LargeValues large;
    private final Clock clock;
    private final @Nullable Integer maxRuns;

    /**
     * @param log gives the greatest offset of the event log
     * @param maxRuns how many runs go on at once on the platform; {@code null} for no bound
     */
    public StartService(
            Startables startables,
            StartStore starts,
            Gateway gateway,
            DecisionSigner signer,
            Links links,
            LongSupplier log,
            LargeValues large,
            Clock clock,
            @Nullable Integer maxRuns) {
        this.startables = startables;
        this.starts = starts;
        this.gateway = gateway;
        this.admission = new Admission(gateway, large);
        this.signer = signer;
        this.links = links;
        this.log = log;
        this.large = large;
        this.clock = clock;
        this.maxRuns = maxRuns;
    }

    /**
     * Starts a run of a definition.
     *
     * @return the run; with a key that has started one before, that one
     */
    public StartedBody start(String workflow, StartRequest request, Caller caller) {
        @Nullable String key = key(request.key());
        if (key != null) {
            Optional<StoredStart> before = starts.byKey(workflow, key);
            if (before.isPresent()) {
                refuseOther(before.get(), request);
                return existing(before.get().run(), workflow, before.get().revision());
            }
        }
        int carried = Inputs.carried(request.inputs(), large.canKeep());
        StoredRevision revision = startables.revision(workflow, request.revision());
        Startables.Startable startable = startables.of(revision.document(), carried);
        Definition definition = startable.plan().definition();
        Map<String, String> labels = labels(definition, request.labels());
        caller.checkHoldsFor("the run", labels);
        RunRequest run = new RunRequest(
                workflow,
                revision.revision(),
                revision.document(),
                large.keep(Inputs.bind(definition, request.inputs())),
                startable.pinned().agents(),
                caller.user(),
                labels,
                signer.publicKeys(),
                priority(request.priority(), definition),
                null,
                startable.pinned().definitions(),
                null,
                null,
                null,
                LogPoint.after(log.getAsLong()),
                maxRuns);
        Instant now = clock.instant();
        String id = RunIds.create(workflow, key, now);
        StartCommand command = new StartCommand(id, definition.name(), definition.description(), run);
        boolean started = admission.start(
                id, definition, run, now, () -> gateway.starter().start(command));
        remember(id, run, now, key, digest(request));
        return started
                ? new StartedBody(id, workflow, revision.revision(), RunStatus.RUNNING, links.of(id, workflow))
                : existing(id, workflow, revision.revision());
    }

    /** How many runs go on at once on the platform; {@code null} for no bound. */
    @Nullable Integer maxRuns() {
        return maxRuns;
    }

    /** The run exists whatever becomes of this note of it, and Temporal refuses to start its id twice. */
    void remember(String run, RunRequest request, Instant at, @Nullable String key, String digest) {
        try {
            starts.add(
                    SeenRun.started(
                            run, request.workflow(), request.revision(), at, request.labels(), request.startedBy()),
                    key,
                    digest);
        } catch (JdbiException e) {
            LOG.warn("Run {} was started, but the database did not take the note of it: {}", run, e.toString());
        }
    }

    private static void refuseOther(StoredStart before, StartRequest request) {
        if (before.requestDigest() != null && !before.requestDigest().equals(digest(request))) {
            throw ApiException.unprocessable(
                            "key_reused",
                            "Expected the same request as before under this key, but found another one: the key has"
                                    + " started run «" + before.run() + "». Use another key for a new run.")
                    .with("run", before.run());
        }
    }

    static String digest(Object request) {
        return Definitions.digest(new String(Json.bytes(request), StandardCharsets.UTF_8));
    }

    private StartedBody existing(String run, String workflow, int revision) {
        Optional<RunSummary> known = gateway.reader().describe(run);
        return known.map(summary -> new StartedBody(
                        run,
                        workflow,
                        summary.revision() == 0 ? revision : summary.revision(),
                        summary.status(),
                        links.of(summary)))
                .orElseThrow(() -> ApiException.conflict(
                        "run_forgotten",
                        "This key has started run «" + run
                                + "», which is no longer kept. Use another key to start a new" + " one."));
    }

    private static @Nullable String key(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > MAX_KEY)) {
            throw ApiException.invalid("Expected a key of 1 to " + MAX_KEY + " characters.");
        }
        if (key != null && key.chars().anyMatch(Character::isISOControl)) {
            throw ApiException.invalid("Expected a key without control characters.");
        }
        return key;
    }

    private static int priority(@Nullable Integer asked, Definition definition) {
        if (asked == null) {
            return definition.policy().priority();
        }
        if (asked < 1 || asked > 5) {
            throw ApiException.unprocessable(
                    "invalid_priority", "Expected a priority from 1 (first) to 5, but found " + asked + ".");
        }
        return asked;
    }

    private static Map<String, String> labels(Definition definition, @Nullable Map<String, String> asked) {
        Map<String, String> labels = new LinkedHashMap<>(definition.labels());
        if (asked != null) {
            asked.forEach((name, value) -> labels.put(name, Labels.checked(name, value)));
        }
        return labels;
    }
}

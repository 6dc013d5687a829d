package dev.weft.api.trigger;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Role;
import dev.weft.api.error.ApiException;
import dev.weft.api.representation.StartRequest;
import dev.weft.api.service.StartService;
import dev.weft.api.store.Database;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.FiringState;
import dev.weft.api.store.FiringStore;
import dev.weft.api.store.StartStore;
import dev.weft.api.store.StoredFiring;
import dev.weft.api.store.StoredStart;
import dev.weft.api.store.StoredTrigger;
import dev.weft.api.store.TriggerStore;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Trigger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what firings are for. The key of a firing is that of the run's start, so that whoever tries it again, after whatever
 * crash, finds the run that is there. Thread safe.
 */
public final class Firings {
    private static final Logger LOG = LoggerFactory.getLogger(Firings.class);
    private static final int SERVER_ERROR = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 9;

    private final StartService starts;
    private final StartStore started;
    private final TriggerStore triggers;
    private final FiringStore firings;
    private final TriggerTexts texts;
    private final Causes causes;

    public Firings(StartService starts, Database database, TriggerTexts texts) {
        this.starts = starts;
        this.started = new StartStore(database);
        this.triggers = new TriggerStore(database);
        this.firings = new FiringStore(database);
        this.texts = texts;
        this.causes = new Causes(new EventStore(database));
    }

    /** What an attempt came to. */
    public sealed interface Attempt {
        /** The run is there. */
        record Started(String run) implements Attempt {}

        /** It isn't tried again. */
        record Over(String code, String reason) implements Attempt {}

        /**
         * It is tried again.
         *
         * @param code why, where somebody must do something; {@code null} for an outage
         */
        record Failed(@Nullable String code, String reason) implements Attempt {}
    }

    /** Tries to start the run of one that is due, and notes what came of it. */
    public Attempt attempt(StoredFiring firing) {
        Attempt attempt = attempted(firing);
        switch (attempt) {
            case Attempt.Started run -> firings.started(firing.id(), run.run());
            case Attempt.Over over -> firings.over(firing.id(), FiringState.DROPPED, over.code(), over.reason());
            case Attempt.Failed failed ->
                firings.failed(firing.id(), failed.code(), failed.reason(), pause(firing.attempts()));
        }
        return attempt;
    }

    private Attempt attempted(StoredFiring firing) {
        Optional<StoredStart> before = started.byKey(firing.workflow(), firing.key());
        if (before.isPresent()) {
            return new Attempt.Started(before.get().run());
        }
        StoredTrigger trigger =
                triggers.find(firing.workflow(), firing.trigger()).orElse(null);
        Trigger text = trigger == null ? null : texts.of(trigger).orElse(null);
        if (text == null) {
            return new Attempt.Over("trigger_removed", "The definition has this trigger no longer.");
        }
        try {
            Scope scope = causes.scope(firing).orElse(null);
            if (scope == null) {
                return new Attempt.Over("event_gone", "The event is no longer in the log.");
            }
            Map<String, @Nullable Object> inputs = inputs(text, scope);
            return new Attempt.Started(starts.start(
                            firing.workflow(),
                            new StartRequest(inputs, firing.key(), null, null, null),
                            caller(firing.triggerId()))
                    .run());
        } catch (EvaluationException e) {
            return new Attempt.Failed("expression", String.valueOf(e.getMessage()));
        } catch (ApiException e) {
            return refused(e);
        } catch (RuntimeException e) {
            // Noted, so that others come before it is tried again.
            LOG.warn("Firing {} can't be tried", firing.id(), e);
            return new Attempt.Failed(null, e.toString());
        }
    }

    private static Attempt refused(ApiException refusal) {
        String code = refusal.problem().code();
        String detail = refusal.problem().detail();
        if (refusal.problem().status() >= SERVER_ERROR) {
            return new Attempt.Failed(null, detail);
        }
        return code.equals("concurrency_full") ? new Attempt.Over(code, detail) : new Attempt.Failed(code, detail);
    }

    /** What a run is given. */
    static Map<String, @Nullable Object> inputs(Trigger trigger, Scope scope) throws EvaluationException {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        for (Map.Entry<String, Template> input : trigger.inputs().entrySet()) {
            inputs.put(input.getKey(), input.getValue().evaluate(scope));
        }
        return inputs;
    }

    /** In whose name runs of a trigger are started. */
    static Caller caller(String trigger) {
        return new Caller("trigger:" + trigger, Set.of(Role.OPERATOR), List.of(), "trigger:" + trigger, Map.of());
    }

    private static Duration pause(int attempts) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}

package dev.weft.api.trigger;

import dev.weft.api.error.ApiException;
import dev.weft.api.representation.HookBody;
import dev.weft.api.store.Database;
import dev.weft.api.store.FiringState;
import dev.weft.api.store.FiringStore;
import dev.weft.api.store.NewFiring;
import dev.weft.api.store.StoredFiring;
import dev.weft.api.store.StoredTrigger;
import dev.weft.api.store.TriggerStore;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.expression.Values;
import dev.weft.definitions.model.Trigger;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls of hooks, by those who may. What is taken is kept before it is answered, so that no crash loses it. Thread safe. */
public final class HookService {
    /** What the caller can mend, and somebody here can't. */
    private static final Set<String> OF_THE_CALLER = Set.of("invalid_inputs", "expression", "too_large");

    private final Database database;
    private final TriggerStore triggers;
    private final FiringStore firings;
    private final TriggerTexts texts;
    private final Firings starting;
    private final Clock clock;

    public HookService(Database database, TriggerTexts texts, Firings starting, Clock clock) {
        this.database = database;
        this.triggers = new TriggerStore(database);
        this.firings = new FiringStore(database);
        this.texts = texts;
        this.starting = starting;
        this.clock = clock;
    }

    /**
     * A call of a hook.
     *
     * @param id tells calls apart
     * @param signature of the call; {@code null} of one by somebody with a token
     * @param request as expressions see it: body, headers and query
     */
    public record HookCall(
            String workflow,
            String trigger,
            String id,
            @Nullable String signature,
            Map<String, @Nullable Object> request) {}

    /** Takes a call, and starts its run where that can be done at once. */
    public HookBody receive(HookCall call) {
        StoredTrigger trigger = triggers.find(call.workflow(), call.trigger())
                .orElseThrow(() -> ApiException.notFound("hook", call.workflow() + "." + call.trigger()));
        if (!(texts.of(trigger).orElse(null) instanceof Trigger.Webhook hook)) {
            throw ApiException.notFound("hook", trigger.id());
        }
        if (trigger.pausedBy() != null) {
            throw ApiException.conflict(
                    "trigger_paused",
                    "Expected a trigger that starts runs, but «" + trigger.id() + "» is paused by " + trigger.pausedBy()
                            + ". Send the call again once it goes on.");
        }
        Scope scope = Causes.scope("request", Values.normalise(call.request()), clock.instant());
        String key = keyOf(call, trigger, hook, scope);
        return key == null ? HookBody.filtered(trigger.id()) : noted(call, trigger, key);
    }

    /** The key of the call's run; {@code null} where the filter leaves the call out. */
    private static @Nullable String keyOf(HookCall call, StoredTrigger trigger, Trigger.Webhook hook, Scope scope) {
        String what = "filter";
        try {
            if (hook.filter() != null && !Boolean.TRUE.equals(hook.filter().evaluate(scope))) {
                return null;
            }
            what = "dedupe";
            Object value = hook.dedupe() == null ? call.id() : hook.dedupe().evaluate(scope);
            what = "inputs";
            Firings.inputs(hook, scope);
            return TriggerKeys.of(trigger.id(), value);
        } catch (EvaluationException e) {
            throw ApiException.unprocessable(
                    what.equals("inputs") ? "expression" : what + "_failed",
                    "Expected a call on which " + what + " of «" + trigger.id() + "» can be evaluated, but "
                            + e.getMessage());
        }
    }

    private HookBody noted(HookCall call, StoredTrigger trigger, String key) {
        boolean fresh = database.together(() -> {
            boolean isNew = firings.add(new NewFiring(
                    trigger.workflow(),
                    trigger.name(),
                    key,
                    Causes.request(call.request()),
                    null,
                    null,
                    TriggerMatcher.TRIED_FOR));
            if (call.signature() != null
                    && !firings.seen(
                            Definitions.digest(trigger.id() + "\n" + call.signature()),
                            HookSignatures.WINDOW.multipliedBy(2))) {
                throw replayed(find(trigger, key));
            }
            return isNew;
        });
        StoredFiring firing = find(trigger, key);
        if (firing.state() == FiringState.DUE && fresh) {
            Firings.Attempt attempt = starting.attempt(firing);
            if (attempt instanceof Firings.Attempt.Failed failed
                    && failed.code() != null
                    && OF_THE_CALLER.contains(failed.code())) {
                firings.over(firing.id(), FiringState.DROPPED, failed.code(), failed.reason());
            }
            firing = find(trigger, key);
        }
        if (firing.state() == FiringState.DROPPED) {
            throw refused(firing);
        }
        return HookBody.of(firing, !fresh);
    }

    private StoredFiring find(StoredTrigger trigger, String key) {
        return firings.find(trigger.workflow(), trigger.name(), key).orElseThrow();
    }

    private static ApiException replayed(StoredFiring firing) {
        return ApiException.conflict(
                        "replayed",
                        "Expected a call that was not sent before, but found the very same one, signature and all."
                                + " Whoever sends a call again signs it anew.")
                .with("run", firing.run());
    }

    private static ApiException refused(StoredFiring firing) {
        String code = String.valueOf(firing.code());
        String reason = String.valueOf(firing.reason());
        return OF_THE_CALLER.contains(code)
                ? ApiException.unprocessable(code, reason)
                : ApiException.conflict(code, reason);
    }
}

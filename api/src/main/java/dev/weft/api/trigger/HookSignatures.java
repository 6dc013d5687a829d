package dev.weft.api.trigger;

import dev.weft.api.SecretLookup;
import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Role;
import dev.weft.api.auth.SignedCalls;
import dev.weft.api.auth.SignedIn;
import dev.weft.api.error.ApiException;
import dev.weft.api.store.StoredTrigger;
import dev.weft.api.store.TriggerStore;
import dev.weft.definitions.model.Trigger;
import dev.weft.worker.protocol.event.WebhookSignature;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a hook was called by somebody who knows its secret, and lately. Thread safe. */
public final class HookSignatures implements SignedCalls {
    /** How far the timestamp may be from the server's time, to either side. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(HookSignatures.class);
    private static final Pattern PATH =
            Pattern.compile("hooks/([a-z][a-z0-9_-]{0,62})\\.([A-Za-z_][A-Za-z0-9_-]{0,62})");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");
    private static final int LONGEST_ID = 200;

    private final TriggerStore triggers;
    private final TriggerTexts texts;
    private final SecretLookup secrets;
    private final Clock clock;

    public HookSignatures(TriggerStore triggers, TriggerTexts texts, SecretLookup secrets, Clock clock) {
        this.triggers = triggers;
        this.texts = texts;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Of an unknown hook nothing else is told than of a wrong signature, so that strangers learn nothing. */
    @Override
    public Optional<SignedIn> verify(SignedCall call) {
        Matcher path = PATH.matcher(call.path());
        String id = call.id();
        String timestamp = call.timestamp();
        if (!path.matches()
                || id == null
                || id.isBlank()
                || id.length() > LONGEST_ID
                || timestamp == null
                || !SECONDS.matcher(timestamp).matches()) {
            return Optional.empty();
        }
        Optional<StoredTrigger> trigger = triggers.find(path.group(1), path.group(2));
        Optional<String> secret = trigger.flatMap(this::secret);
        if (trigger.isEmpty()
                || secret.isEmpty()
                || !WebhookSignature.fits(secret.get(), id, timestamp, call.body(), call.signature())) {
            return Optional.empty();
        }
        checkLately(Instant.ofEpochSecond(Long.parseLong(timestamp)));
        return Optional.of(new SignedIn(caller(trigger.get()), null, null));
    }

    /** Who calls a hook by its signature. */
    static Caller caller(StoredTrigger trigger) {
        return new Caller("hook:" + trigger.id(), Set.of(Role.OPERATOR), List.of(), "hook:" + trigger.id(), Map.of());
    }

    private void checkLately(Instant signed) {
        Duration apart = Duration.between(signed, clock.instant());
        if (apart.abs().compareTo(WINDOW) > 0) {
            throw new ApiException(
                    401,
                    "stale_signature",
                    "Expected a call signed within " + WINDOW.toMinutes() + " minutes of " + clock.instant()
                            + ", but found one signed at " + signed + ". Sign it anew, with the time now.");
        }
    }

    private Optional<String> secret(StoredTrigger trigger) {
        if (!(texts.of(trigger).orElse(null) instanceof Trigger.Webhook hook)) {
            return Optional.empty();
        }
        try {
            Optional<String> secret = secrets.find(hook.secret());
            if (secret.isEmpty()) {
                LOG.warn("Hook {} was called, but its secret {} isn't here", trigger.id(), hook.secret());
            }
            return secret;
        } catch (IOException e) {
            throw ApiException.unavailable(
                    "secret_unavailable", "Expected to read the hook's secret, but could not. Try again.", 10);
        }
    }
}

package dev.weft.api.subscription;

import dev.weft.api.error.ApiException;
import dev.weft.api.representation.SubscriptionRequest;
import dev.weft.api.store.NewSubscription;
import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.event.EventTypeText;
import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.check.Expected;
import dev.weft.definitions.expression.check.ExpressionChecker;
import dev.weft.definitions.expression.check.Names;
import dev.weft.definitions.expression.check.ScopeTypes;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a subscription can be carried out: everything that is wrong is said at once. */
final class SubscriptionCheck {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Duration RETRIED = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_TYPES = 100;
    private static final Names NAMES = Names.NONE.with("event", ScopeTypes.event());
    private static final Set<Flaw.Kind> FATAL = EnumSet.of(
            Flaw.Kind.SYNTAX,
            Flaw.Kind.TEMPLATE,
            Flaw.Kind.SECRET,
            Flaw.Kind.UNKNOWN_NAME,
            Flaw.Kind.UNKNOWN_FUNCTION,
            Flaw.Kind.UNKNOWN_FIELD,
            Flaw.Kind.TYPE,
            Flaw.Kind.FAILS);

    private final List<String> reasons = new ArrayList<>();

    private SubscriptionCheck() {}

    /**
     * What a request asks for.
     *
     * @param known id that it is of; {@code null} for a new one
     */
    static NewSubscription of(SubscriptionRequest request, @Nullable String known, String by) {
        SubscriptionCheck check = new SubscriptionCheck();
        String id = known != null ? check.same(known, request.id()) : check.id(request.id());
        NewSubscription subscription = new NewSubscription(
                id,
                check.url(request.url()),
                check.types(request.types()),
                request.workflow(),
                check.filter(request.filter()),
                check.secret(request.secret()),
                check.retryFor(request.retryFor()).toSeconds(),
                by);
        if (!check.reasons.isEmpty()) {
            throw ApiException.unprocessable("invalid_subscription", String.join(" ", check.reasons))
                    .with("reasons", check.reasons);
        }
        return subscription;
    }

    private String id(@Nullable String id) {
        if (id != null && !ID.matcher(id).matches()) {
            reasons.add("Expected an id of small letters, digits, _ and -, at most 63, but found «" + id + "».");
        }
        return id != null ? id : "s-" + UUID.randomUUID();
    }

    private String same(String known, @Nullable String id) {
        if (id != null && !id.equals(known)) {
            reasons.add("Expected the id «" + known + "» as in the address, but found «" + id + "».");
        }
        return known;
    }

    private String url(@Nullable String text) {
        String shown = text == null ? "none" : "«" + text + "»";
        try {
            URI url = new URI(text == null ? "" : text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
                reasons.add("Expected «url» to be an absolute http or https address, but found " + shown + ".");
            } else if (url.getUserInfo() != null) {
                reasons.add(
                        "Expected «url» without a user and password, but found one. Events are signed by «secret».");
            }
        } catch (URISyntaxException e) {
            reasons.add("Expected «url» to be an absolute http or https address, but found " + shown + ".");
        }
        return text == null ? "" : text;
    }

    private List<String> types(@Nullable List<String> types) {
        if (types == null) {
            return List.of();
        }
        if (types.size() > MOST_TYPES) {
            reasons.add("Expected at most " + MOST_TYPES + " types, but found " + types.size() + ".");
        }
        types.stream()
                .filter(type -> !EventTypeText.isOne(type))
                .forEach(type ->
                        reasons.add("Expected a type of events, but found «" + type + "». " + EventTypeText.CURE));
        return types;
    }

    private @Nullable String filter(@Nullable String filter) {
        if (filter != null) {
            ExpressionChecker.check(filter, NAMES, Expected.BOOLEAN).flaws().stream()
                    .filter(flaw -> FATAL.contains(flaw.kind()))
                    .forEach(flaw -> reasons.add("In «filter», at character " + (flaw.offset() + 1) + ": "
                            + flaw.message() + "." + (flaw.hint().isEmpty() ? "" : " " + flaw.hint() + ".")));
        }
        return filter;
    }

    private String secret(@Nullable String secret) {
        if (secret == null || !SECRET.matcher(secret).matches()) {
            reasons.add("Expected «secret» to be the name of a secret, such as HOOK_SECRET, but found "
                    + (secret == null ? "none" : "«" + secret + "»") + ".");
        }
        return String.valueOf(secret);
    }

    private Duration retryFor(@Nullable String text) {
        Duration said = text == null ? RETRIED : DurationText.parse(text).orElse(Duration.ZERO);
        if (said.compareTo(Duration.ofSeconds(1)) < 0 || said.compareTo(LONGEST) > 0) {
            reasons.add("Expected «retry_for» from 1s to 7d, such as 24h, but found «" + text + "».");
        }
        return said;
    }
}

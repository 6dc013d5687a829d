package dev.weft.api.service;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Role;
import dev.weft.api.auth.Secrets;
import dev.weft.api.error.ApiException;
import dev.weft.api.representation.Durations;
import dev.weft.api.representation.TokenBody;
import dev.weft.api.representation.TokenRequest;
import dev.weft.api.store.StoredToken;
import dev.weft.api.store.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tokens: made, listed, revoked. Thread safe. */
public final class TokenService {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@+-]{0,127}");
    private final TokenStore store;
    private final Clock clock;

    public TokenService(TokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Makes a token; the answer alone ever holds it. */
    public TokenBody create(TokenRequest request, Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        StoredToken stored = new StoredToken(
                UUID.randomUUID().toString(),
                name("user", request.user()),
                roles(request.roles()),
                request.groups() == null
                        ? List.of()
                        : request.groups().stream()
                                .map(group -> name("groups", group))
                                .toList(),
                labels(request.labels()),
                caller.user(),
                now,
                expiry(request.expiresIn(), now),
                null);
        String token = Secrets.newToken();
        store.add(stored, Secrets.digest(token));
        return TokenBody.of(stored, token);
    }

    /** Tokens by id. */
    public List<TokenBody> list(String after, int limit) {
        return store.list(after, limit).stream()
                .map(stored -> TokenBody.of(stored, null))
                .toList();
    }

    /** Revokes a token at once. */
    public void revoke(String id) {
        if (!store.remove(id)) {
            throw ApiException.notFound("token", id);
        }
    }

    private static String name(String field, @Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw ApiException.unprocessable(
                    "invalid_token",
                    "Expected «" + field + "» to be of letters, digits and _ . @ + -, but found «" + name + "».");
        }
        return name;
    }

    private static Set<Role> roles(@Nullable List<Role> roles) {
        if (roles == null || roles.isEmpty()) {
            throw ApiException.unprocessable(
                    "invalid_token",
                    "Expected at least one of the roles viewer, operator, approver, author, admin, but found none.");
        }
        if (roles.stream().anyMatch(Objects::isNull)) {
            throw ApiException.unprocessable(
                    "invalid_token", "Expected a role in each place of «roles», but found null.");
        }
        return EnumSet.copyOf(roles);
    }

    private static Map<String, String> labels(@Nullable Map<String, String> labels) {
        Map<String, String> checked = new LinkedHashMap<>();
        if (labels != null) {
            labels.forEach((label, value) -> checked.put(label, Labels.checked(label, value)));
        }
        return checked;
    }

    private static @Nullable Instant expiry(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        Duration duration = Durations.parse("expires_in", text);
        if (duration.isZero()) {
            throw ApiException.unprocessable("invalid_token", "Expected «expires_in» to be longer than nothing.");
        }
        return now.plus(duration);
    }
}

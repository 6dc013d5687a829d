package dev.weft.worker.action.http;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.builtin.ApiCall.ClientCredentials;
import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.egress.tls.TlsSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were fetched with OAuth 2's client credentials (RFC 6749, 4.4), kept in memory until they expire. Attempts
 * that want the same one at once wait for one fetch. Thread safe.
 */
public final class AccessTokens {
    private static final int KEPT = 1000;
    private final TokenFetch fetch;
    private final Clock clock;
    private final Map<Key, Slot> slots = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Slot> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * @param http by which tokens are fetched
     * @param clock by which they expire
     */
    public AccessTokens(HttpGateway http, Clock clock) {
        this.fetch = new TokenFetch(http, clock);
        this.clock = clock;
    }

    /** All that makes a token another one: whoever has other credentials never gets it. */
    private record Key(
            String url,
            String client,
            String secret,
            List<String> scopes,
            @Nullable String audience,
            @Nullable TlsSettings tls) {
        @Override
        public String toString() {
            return "Key[" + url + ", " + client + "]";
        }
    }

    private static final class Slot {
        final ReentrantLock lock = new ReentrantLock();

        @Nullable Token token;
    }

    /**
     * A token.
     *
     * @param value as it goes into the header
     * @param expires when it isn't used any more
     */
    public record Token(String value, Instant expires) {
        /** Value of the header {@code Authorization}. */
        public String authorization() {
            return "Bearer " + value;
        }

        @Override
        public String toString() {
            return "Token[expires=" + expires + "]";
        }
    }

    /**
     * The token for credentials: the one that is kept, or a fresh one. It is taken out of all that the attempt says.
     *
     * @param tls how https is spoken with the server of the call; of it only what holds elsewhere holds here
     * @param refused a token that was refused, and isn't given again; {@code null} for none
     * @throws ActionException {@code token_refused}, or as any request fails
     */
    public Token get(
            ClientCredentials credentials, @Nullable TlsSettings tls, @Nullable Token refused, ActionContext context)
            throws ActionException, InterruptedException {
        TlsSettings trusted = tls == null ? null : tls.elsewhere();
        Slot slot = slot(new Key(
                credentials.tokenUrl(),
                credentials.clientId(),
                credentials.clientSecret(),
                credentials.scopes() == null ? List.of() : List.copyOf(credentials.scopes()),
                credentials.audience(),
                trusted));
        slot.lock.lockInterruptibly();
        try {
            Token token = slot.token;
            if (token == null || token.equals(refused) || !clock.instant().isBefore(token.expires())) {
                slot.token = null;
                token = fetch.fetch(credentials, trusted, context);
                slot.token = token;
            }
            context.conceal("access_token", token.value());
            return token;
        } finally {
            slot.lock.unlock();
        }
    }

    private Slot slot(Key key) {
        synchronized (slots) {
            return slots.computeIfAbsent(key, ignored -> new Slot());
        }
    }
}

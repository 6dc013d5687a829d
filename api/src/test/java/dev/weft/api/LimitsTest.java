package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.store.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What keeps one caller from taking the server from others, and what each answer carries. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
    private Api api;

    @BeforeAll
    void start() {
        api = Api.start(Api.folder());
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void shouldLockOutWhoGuesses() {
        try (Api guessed = Api.start(Api.folder())) {
            // given
            String mine = guessed.token("mia", "\"viewer\"", "");
            String late = guessed.token("lea", "\"viewer\"", "");
            assertThat(guessed.as(mine, "GET", "/api/me", null).status()).isEqualTo(200);

            // when
            for (int i = 0; i < 10; i++) {
                assertThat(guessed.as("weft_guess" + i, "GET", "/api/me", null).status())
                        .isEqualTo(401);
            }

            // then
            Api.Answer locked = guessed.as("weft_guess", "GET", "/api/me", null);
            assertThat(locked.status()).isEqualTo(429);
            assertThat(locked.json().path("code").asText()).isEqualTo("locked_out");
            assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(1, 60);
            assertThat(guessed.as(late, "GET", "/api/me", null).status())
                    .as("a right guess is none")
                    .isEqualTo(429);
            assertThat(guessed.as(mine, "GET", "/api/me", null).status())
                    .as("who was in stays in")
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldNotTakeAForgottenTokenForAGuess() {
        try (Api forgetful = Api.start(Api.folder())) {
            for (int i = 0; i < 50; i++) {
                assertThat(forgetful.as("weft_expired", "GET", "/api/me", null).status())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void shouldSlowDownWhoAsksTooOften() {
        ApiSettings plain = Api.settings(Api.folder(), TestDatabase.migratedUrl(), List.of(), List.of());
        try (Api slow = Api.start(Api.with(plain, AccessSettings.DEFAULTS.withRequestsPerSecond(2)))) {
            // given
            String other = slow.token("olga", "\"viewer\"", "");

            // when
            Api.Answer last = slow.get("/api/me");
            for (int i = 0; i < 20 && last.status() == 200; i++) {
                last = slow.get("/api/me");
            }

            // then
            assertThat(last.status()).isEqualTo(429);
            assertThat(last.json().path("code").asText()).isEqualTo("rate_limited");
            assertThat(last.header("Retry-After")).isEqualTo("1");
            assertThat(slow.as(other, "GET", "/api/me", null).status()).isEqualTo(200);
        }
    }

    @Test
    void shouldNameEachRequest() {
        assertThat(api.get("/api/me", "X-Request-Id", "order-17").header("X-Request-Id"))
                .isEqualTo("order-17");
        assertThat(api.get("/api/me", "X-Request-Id", "a b\"c").header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
        assertThat(api.as(null, "GET", "/api/me", null).header("X-Request-Id")).matches("[0-9a-f-]{36}");
        assertThat(api.get("/nothing").header("X-Request-Id")).matches("[0-9a-f-]{36}");
        assertThat(api.get("/").header("X-Request-Id")).matches("[0-9a-f-]{36}");
    }

    @Test
    void shouldTellBrowsersToGuessNothingAndCachesToKeepNothing() {
        Api.Answer answer = api.get("/api/me");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
}

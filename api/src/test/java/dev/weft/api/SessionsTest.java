package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who has signed in at the page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsTest {
    private Api api;
    private String token;
    private String cookie;
    private String csrf;

    @BeforeAll
    void start() {
        api = Api.start(Api.folder());
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @BeforeEach
    void signIn() {
        token = api.token("paula", "\"admin\"", "");
        Api.Answer signedIn = api.as(token, "POST", "/api/session", null);
        assertThat(signedIn.status()).as(signedIn.toString()).isEqualTo(201);
        String set = signedIn.header("Set-Cookie");
        assertThat(set)
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/api")
                .doesNotContain(token);
        cookie = set.substring(0, set.indexOf(';'));
        csrf = signedIn.json().path("csrf").asText();
        assertThat(signedIn.json().path("user").asText()).isEqualTo("paula");
    }

    @Test
    void shouldBeWhoSignedIn() {
        assertThat(get("/api/me").json().path("user").asText()).isEqualTo("paula");
        assertThat(get("/api/session").json().path("csrf").asText()).isEqualTo(csrf);
    }

    @Test
    void shouldChangeNothingByTheCookieAlone() {
        String body = "{\"user\":\"eve\",\"roles\":[\"admin\"]}";
        Api.Answer forged = api.as(null, "POST", "/api/tokens", body, "Cookie", cookie);
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.json().path("code").asText()).isEqualTo("csrf");
        assertThat(api.as(null, "POST", "/api/tokens", body, "Cookie", cookie, "X-CSRF-Token", "guess")
                        .status())
                .isEqualTo(403);
        assertThat(api.as(null, "POST", "/api/tokens", body, "Cookie", cookie, "X-CSRF-Token", csrf)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void shouldEndWhenSignedOut() {
        Api.Answer out = api.as(null, "DELETE", "/api/session", null, "Cookie", cookie, "X-CSRF-Token", csrf);
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void shouldEndWithItsToken() {
        String id = api.as(token, "GET", "/api/me", null).json().path("token").asText();
        assertThat(api.delete("/api/tokens/" + id).status()).isEqualTo(204);
        assertThat(get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void shouldNotBeThereForATokenAlone() {
        assertThat(api.as(token, "GET", "/api/session", null).status()).isEqualTo(404);
        assertThat(api.as(null, "GET", "/api/me", null, "Cookie", "weft_session=guess")
                        .status())
                .isEqualTo(401);
    }

    private Api.Answer get(String path) {
        return api.as(null, "GET", path, null, "Cookie", cookie);
    }
}

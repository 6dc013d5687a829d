package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.weft.api.auth.IdentitySettings;
import dev.weft.api.store.TestDatabase;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tokens that an identity provider has signed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityTest {
    private Issuer issuer;
    private Api api;

    @BeforeAll
    void start() {
        issuer = new Issuer();
        api = api(Map.of("WEFT_OIDC_ISSUER", issuer.address(), "WEFT_OIDC_AUDIENCE", "weft"));
    }

    @AfterAll
    void stop() {
        api.close();
        issuer.close();
    }

    @Test
    void shouldTakeWhoTheIssuerSaysItIs() {
        JsonNode me = me(issuer.sign(issuer.claims().build())).json();
        assertThat(me.path("user").asText()).isEqualTo("olga");
        assertThat(me.path("roles")).hasToString("[\"operator\"]");
        assertThat(me.path("groups")).hasToString("[\"editor\"]");
        assertThat(me.path("may").toString()).contains("control").doesNotContain("tokens");
    }

    @Test
    void shouldHoldForTheLabelsThatTheIssuerSays() {
        JWTClaimsSet claims =
                issuer.claims().claim("weft_labels", Map.of("team", "shop")).build();
        assertThat(me(issuer.sign(claims)).json().path("labels")).hasToString("{\"team\":\"shop\"}");
        assertThat(me(issuer.sign(issuer.claims().claim("weft_labels", "shop").build()))
                        .status())
                .as("labels that can't be read give no more")
                .isEqualTo(401);
    }

    @Test
    void shouldRefuseWhatIsNotTheIssuersOrNotForUs() throws JOSEException {
        Date past = new Date(System.currentTimeMillis() - 600_000);
        Map<String, String> tokens = Map.of(
                "expired", issuer.sign(issuer.claims().expirationTime(past).build()),
                "never expires",
                        issuer.sign(issuer.claims().expirationTime(null).build()),
                "not yet",
                        issuer.sign(issuer.claims()
                                .notBeforeTime(new Date(System.currentTimeMillis() + 600_000))
                                .build()),
                "for others", issuer.sign(issuer.claims().audience("other").build()),
                "of others",
                        issuer.sign(issuer.claims().issuer("https://elsewhere").build()),
                "by another key", Issuer.sign(Issuer.key(), issuer.claims().build()),
                "the administrator",
                        issuer.sign(issuer.claims().subject("admin").build()),
                "no user", issuer.sign(issuer.claims().subject(null).build()),
                "not signed", new PlainJWT(issuer.claims().build()).serialize(),
                "the public key as a secret", byPublicKey());
        try (Api alone = api(Map.of("WEFT_OIDC_ISSUER", issuer.address(), "WEFT_OIDC_AUDIENCE", "weft"))) {
            tokens.forEach((why, token) -> assertThat(
                            alone.as(token, "GET", "/api/me", null).status())
                    .as(why)
                    .isIn(401));
        }
    }

    @Test
    void shouldTakeANewKeyOfTheIssuer() {
        assertThat(me(issuer.sign(issuer.claims().build())).status()).isEqualTo(200);
        issuer.newKey();
        assertThat(me(issuer.sign(issuer.claims().build())).status()).isEqualTo(200);
    }

    @Test
    void shouldMapWordsOfTheIssuerToRoles() {
        try (Api mapped = api(Map.of(
                "WEFT_OIDC_ISSUER",
                issuer.address(),
                "WEFT_OIDC_AUDIENCE",
                "weft",
                "WEFT_OIDC_USER",
                "email",
                "WEFT_OIDC_ROLE_WORDS",
                "devs=author,ops=operator"))) {
            String token = issuer.sign(issuer.claims()
                    .claim("email", "olga@example.org")
                    .claim("roles", List.of("admin"))
                    .claim("groups", List.of("devs", "editor"))
                    .build());
            JsonNode me = mapped.as(token, "GET", "/api/me", null).json();
            assertThat(me.path("user").asText()).isEqualTo("olga@example.org");
            assertThat(me.path("roles")).hasToString("[\"author\"]");
        }
    }

    @Test
    void shouldSayThatTheIssuerDoesNotAnswer() {
        try (Issuer gone = new Issuer();
                Api alone = api(Map.of("WEFT_OIDC_ISSUER", gone.address(), "WEFT_OIDC_AUDIENCE", "weft"))) {
            String token = gone.sign(gone.claims().build());
            gone.close();
            Api.Answer answer = alone.as(token, "GET", "/api/me", null);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().path("code").asText()).isEqualTo("identity_unavailable");
            assertThat(alone.get("/api/me").status()).isEqualTo(200);
        }
    }

    @Test
    void shouldEndASessionWithTheTokenItCameFrom() {
        String token = issuer.sign(issuer.claims().build());
        Api.Answer signedIn = api.as(token, "POST", "/api/session", null);
        String set = signedIn.header("Set-Cookie");
        assertThat(java.time.Instant.parse(signedIn.json().path("expires_at").asText()))
                .isBefore(java.time.Instant.now().plusSeconds(601));
        assertThat(api.as(null, "GET", "/api/me", null, "Cookie", set.substring(0, set.indexOf(';')))
                        .json()
                        .path("user")
                        .asText())
                .isEqualTo("olga");
    }

    /** What libraries fell for that took the algorithm of the token's own header. */
    private String byPublicKey() throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(issuer.newestKey().getKeyID())
                        .build(),
                issuer.claims().build());
        token.sign(new MACSigner(issuer.newestKey().toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    private Api.Answer me(String token) {
        return api.as(token, "GET", "/api/me", null);
    }

    private static Api api(Map<String, String> variables) {
        return Api.start(Api.with(
                Api.settings(Api.folder(), TestDatabase.migratedUrl(), List.of(), List.of()),
                AccessSettings.DEFAULTS.withIdentity(Objects.requireNonNull(
                        IdentitySettings.of(name -> Optional.ofNullable(variables.get(name)))))));
    }
}

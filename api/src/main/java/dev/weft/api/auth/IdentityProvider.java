package dev.weft.api.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.weft.api.error.ApiException;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the signed tokens (JWT) of an OpenID Connect provider: issuer, audience, expiry and signature are checked, the keys are
 * fetched from where the provider's configuration says, and again when one is new. Only algorithms with a public key are taken.
 * Thread safe.
 */
public final class IdentityProvider {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityProvider.class);
    private static final Pattern SIGNED = Pattern.compile("eyJ[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@+|:-]{0,127}");
    private static final int MILLIS = 3_000;
    private static final int MOST_BYTES = 256 * 1024;
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final IdentitySettings settings;
    private @Nullable DefaultJWTProcessor<SecurityContext> processor;

    public IdentityProvider(IdentitySettings settings) {
        this.settings = settings;
    }

    /** Whether a token has the form of a signed one. */
    static boolean isSigned(String token) {
        return SIGNED.matcher(token).matches();
    }

    /**
     * Whoever a token speaks for; empty where it is none of this provider's, or has expired; 503 where the provider doesn't
     * answer.
     */
    Optional<SignedIn> verify(String token) {
        try {
            return signedIn(processor().process(token, null));
        } catch (KeySourceException | IOException e) {
            LOG.warn("The identity provider {} does not answer: {}", settings.issuer(), e.getMessage());
            throw ApiException.unavailable(
                    "identity_unavailable", "Expected the identity provider to answer, but it does not. Try again.", 5);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            LOG.info("A token of {} is refused: {}", settings.issuer(), e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<SignedIn> signedIn(JWTClaimsSet claims) throws ParseException {
        String user = claims.getStringClaim(settings.user());
        if (user == null
                || !NAME.matcher(user).matches()
                || user.equals(AdminToken.caller().user())) {
            LOG.warn("Expected a user's id in the claim «{}», but found «{}»", settings.user(), user);
            return Optional.empty();
        }
        List<String> words = list(claims, settings.roles());
        List<String> groups = list(claims, settings.groups());
        Caller caller = new Caller(
                user, roles(words, groups), groups, "oidc:" + user, labels(claims.getClaim(settings.labels())));
        return Optional.of(new SignedIn(caller, null, claims.getExpirationTime().toInstant()));
    }

    private Set<Role> roles(List<String> words, List<String> groups) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (settings.words().isEmpty() && words.contains(role.word())) {
                roles.add(role);
            }
        }
        settings.words().forEach((word, role) -> {
            if (words.contains(word) || groups.contains(word)) {
                roles.add(role);
            }
        });
        return roles;
    }

    /** A claim with one text is a list of one. */
    private static List<String> list(JWTClaimsSet claims, String name) {
        List<String> texts = new ArrayList<>();
        Object claim = claims.getClaim(name);
        if (claim instanceof String text) {
            texts.add(text);
        } else if (claim instanceof List<?> list) {
            list.forEach(one -> texts.add(String.valueOf(one)));
        }
        return texts;
    }

    /** @throws ParseException where there are some that can't be read: nobody gets more by a claim that is wrong */
    private static Map<String, String> labels(@Nullable Object claim) throws ParseException {
        Map<String, String> labels = new LinkedHashMap<>();
        if (claim == null) {
            return labels;
        }
        if (!(claim instanceof Map<?, ?> map)) {
            throw new ParseException("Expected an object of labels, but found " + claim, 0);
        }
        map.forEach((name, value) -> labels.put(String.valueOf(name), String.valueOf(value)));
        return labels;
    }

    private synchronized DefaultJWTProcessor<SecurityContext> processor() throws IOException, ParseException {
        if (processor == null) {
            DefaultResourceRetriever retriever = new DefaultResourceRetriever(MILLIS, MILLIS, MOST_BYTES);
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                            keys(retriever).toURL(), retriever)
                    .retrying(true)
                    .build();
            DefaultJWTProcessor<SecurityContext> fresh = new DefaultJWTProcessor<>();
            fresh.setJWSTypeVerifier(
                    new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
            fresh.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
            fresh.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                    settings.audience(),
                    new JWTClaimsSet.Builder()
                            .issuer(settings.issuer().toString())
                            .build(),
                    Set.of("exp", settings.user())));
            processor = fresh;
        }
        return processor;
    }

    private URI keys(DefaultResourceRetriever retriever) throws IOException, ParseException {
        Map<String, Object> found = JSONObjectUtils.parse(retriever
                .retrieveResource(URI.create(settings.issuer() + "/.well-known/openid-configuration")
                        .toURL())
                .getContent());
        if (!settings.issuer().toString().equals(found.get("issuer"))) {
            throw new IOException("Expected the configuration of " + settings.issuer() + ", but found that of "
                    + found.get("issuer"));
        }
        return URI.create(String.valueOf(found.get("jwks_uri")));
    }
}

package dev.weft.api.auth;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect provider whose tokens are taken.
 *
 * @param issuer its address, without a slash at its end, as {@code iss} says it
 * @param audience that {@code aud} must name
 * @param user claim with the user's id
 * @param roles claim with a list of roles
 * @param groups claim with a list of groups
 * @param labels claim with an object of labels that the roles hold for
 * @param words of the claims of roles and groups that mean a role; where it is empty, the roles' own words in the claim of roles do
 */
public record IdentitySettings(
        URI issuer, String audience, String user, String roles, String groups, String labels, Map<String, Role> words) {
    private static final String PREFIX = "WEFT_OIDC_";

    public IdentitySettings {
        words = Map.copyOf(words);
    }

    /**
     * What the variables of an environment say; {@code null} where no issuer is named.
     *
     * @throws IllegalArgumentException with words for the operator, where one makes no sense
     */
    public static @Nullable IdentitySettings of(Function<String, Optional<String>> variables) {
        Optional<String> issuer = variables.apply(PREFIX + "ISSUER");
        if (issuer.isEmpty()) {
            return null;
        }
        URI address = URI.create(issuer.get().replaceFirst("/+$", ""));
        boolean isNear = "localhost".equals(address.getHost()) || "127.0.0.1".equals(address.getHost());
        if (!"https".equals(address.getScheme()) && !("http".equals(address.getScheme()) && isNear)) {
            throw new IllegalArgumentException(
                    "Expected " + PREFIX + "ISSUER to be an address with https, but found «" + issuer.get() + "».");
        }
        return new IdentitySettings(
                address,
                variables
                        .apply(PREFIX + "AUDIENCE")
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "Expected " + PREFIX
                                                + "AUDIENCE, the client's id at the issuer, as otherwise tokens for others would be taken.")),
                variables.apply(PREFIX + "USER").orElse("sub"),
                variables.apply(PREFIX + "ROLES").orElse("roles"),
                variables.apply(PREFIX + "GROUPS").orElse("groups"),
                variables.apply(PREFIX + "LABELS").orElse("weft_labels"),
                words(variables.apply(PREFIX + "ROLE_WORDS").orElse("")));
    }

    private static Map<String, Role> words(String text) {
        Map<String, Role> words = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            if (pair.isBlank()) {
                continue;
            }
            int at = pair.lastIndexOf('=');
            try {
                words.put(
                        pair.substring(0, at).strip(),
                        Role.valueOf(pair.substring(at + 1).strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IllegalArgumentException(
                        "Expected " + PREFIX
                                + "ROLE_WORDS to be WORD=ROLE with commas between, such as devs=author,ops=operator,"
                                + " but found «" + pair.strip() + "».",
                        e);
            }
        }
        return words;
    }
}

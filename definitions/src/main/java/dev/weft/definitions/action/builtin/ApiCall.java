package dev.weft.definitions.action.builtin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Trait;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request.
 *
 * @param method {@code null} for GET
 * @param url absolute, http or https
 * @param headers by name
 * @param query by name; scalars, or lists for a repeated name
 * @param body text as it is, anything else as JSON; {@code null} for none
 * @param auth who asks; {@code null} for nobody
 * @param expect statuses that count as success; {@code null} for 2xx
 * @param followRedirects {@code null} for yes
 * @param response how the body is given; {@code null} for {@link Response#AUTO}
 */
@Doc("Makes one HTTP request. The output has `status`, `headers`, `body` and the final `url`.")
public record ApiCall(
        @Doc(value = "Default `GET`.", example = "POST") @Nullable Method method,

        @Doc(value = "Absolute address, http or https.", example = "https://api.example.com/v1/items")
        String url,

        @Doc(value = "Headers by name.", example = "{Accept: application/json}") @Nullable Map<String, String> headers,

        @Doc(value = "Query parameters by name; a list repeats the name.", example = "{page: 1, tag: [a, b]}") @Nullable Map<String, @Nullable Object> query,

        @Doc("The body: text as it is, any other value as JSON.") @Nullable Object body,

        @Doc(value = "Who asks.", example = "{bearer: \"${{ secrets.API_TOKEN }}\"}") @Nullable Auth auth,

        @Doc(value = "Statuses that count as success, such as `200` or `4xx`; default `[2xx]`.", example = "[2xx, 404]")
        @Nullable List<Object> expect,

        @Doc("Whether redirects are followed, each checked like the first address; default `true`.") @Nullable Boolean followRedirects,

        @Doc("How the body is given: `auto` (JSON where it says so, else text, else base64; the default), `json`,"
                + " `text` or `base64`.")
        @Nullable Response response) {
    public static final ActionSpec<ApiCall> SPEC =
            new ActionSpec<>("api_call", "Makes one HTTP request.", ApiCall.class, Trait.WORK);

    private static final Pattern ADDRESS =
            Pattern.compile("https?://[^/?#\\s].*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern STATUS = Pattern.compile("[1-5](\\d\\d|[xX]{2})");

    public ApiCall {
        if (expect != null && expect.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one status in \"expect\", but found none");
        }
        for (Object status : expect == null ? List.of() : expect) {
            if (!STATUS.matcher(String.valueOf(status)).matches()) {
                throw new IllegalArgumentException(
                        "Expected statuses such as 200 or 2xx in \"expect\", but found " + status);
            }
        }
        if (!ADDRESS.matcher(url).matches()) {
            throw new IllegalArgumentException(
                    "Expected an absolute http or https address for \"url\", but found \"" + url + '"');
        }
    }

    /** HTTP methods. */
    public enum Method {
        @JsonProperty("GET")
        GET,
        @JsonProperty("HEAD")
        HEAD,
        @JsonProperty("POST")
        POST,
        @JsonProperty("PUT")
        PUT,
        @JsonProperty("PATCH")
        PATCH,
        @JsonProperty("DELETE")
        DELETE,
        @JsonProperty("OPTIONS")
        OPTIONS
    }

    /** How the body of the answer is given. */
    public enum Response {
        AUTO,
        JSON,
        TEXT,
        BASE64
    }

    /**
     * Credentials: exactly one of the three.
     *
     * @param bearer token of an Authorization header
     * @param basic name and password
     * @param header any other header
     */
    public record Auth(
            @Doc(value = "A bearer token.", example = "\"${{ secrets.API_TOKEN }}\"") @Nullable String bearer,

            @Doc("Name and password.") @Nullable Basic basic,

            @Doc("A header of its own.") @Nullable Header header) {
        public Auth {
            int given = (bearer == null ? 0 : 1) + (basic == null ? 0 : 1) + (header == null ? 0 : 1);
            if (given != 1) {
                throw new IllegalArgumentException(
                        "Expected exactly one of \"bearer\", \"basic\" and \"header\", but found " + given);
            }
        }
    }

    /** Basic authentication. */
    public record Basic(
            @Doc("The user's name.") String username,

            @Doc(value = "The password.", example = "\"${{ secrets.API_PASSWORD }}\"")
            String password) {}

    /** A header that authenticates. */
    public record Header(
            @Doc(value = "Its name.", example = "X-Api-Key") String name,

            @Doc(value = "Its value.", example = "\"${{ secrets.API_KEY }}\"")
            String value) {}
}

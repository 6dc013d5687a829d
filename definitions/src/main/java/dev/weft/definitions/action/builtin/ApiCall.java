package dev.weft.definitions.action.builtin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Beside;
import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.action.OneOf;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.size.SizeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param form fields of a form, instead of a body; {@code null} for none
 * @param bodyFrom path of a file of the workspace that is sent, instead of a body; {@code null} for none
 * @param saveTo path in the workspace to which the body of the answer is written; {@code null} for none
 * @param maxSize of the answer's body; {@code null} for 1536 KiB, or with {@code saveTo} for 1 GiB
 * @param tls {@code null} for the defaults
 */
@Doc("Makes one HTTP request. The output has `status`, `headers`, `body` and the final `url`.")
@OneOf(
        value = {"body", "form", "body_from"},
        optional = true)
@OneOf(
        value = {"save_to", "response"},
        optional = true)
public record ApiCall(
        @Doc(value = "Default `GET`.", example = "POST") @Nullable Method method,

        @Doc(value = "Absolute address, http or https.", example = "https://api.example.com/v1/items")
        @Bounds(pattern = HttpAddress.PATTERN)
        String url,

        @Doc(value = "Headers by name.", example = "{Accept: application/json}") @Nullable Map<@Bounds(pattern = HttpParts.NAME) String, @Bounds(pattern = HttpParts.VALUE) String> headers,

        @Doc(value = "Query parameters by name; a list repeats the name.", example = "{page: 1, tag: [a, b]}") @Nullable Map<String, @Nullable @Bounds(flat = true) Object> query,

        @Beside(
                value = "method",
                words = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
        @Doc("The body: text as it is, any other value as JSON; not with `GET` and `HEAD`.")
        @Nullable Object body,

        @Doc(value = "Who asks.", example = "{bearer: \"${{ secrets.API_TOKEN }}\"}") @Nullable Auth auth,

        @Doc(value = "Statuses that count as success, such as `200` or `4xx`; default `[2xx]`.", example = "[2xx, 404]")
        @Nullable @Bounds(min = 1)
        List<@Bounds(pattern = STATUS, min = 100, max = 599) Object> expect,

        @Doc("Whether redirects are followed, each checked like the first address; default `true`.") @Nullable Boolean followRedirects,

        @Doc("How the body is given: `auto` (JSON where it says so, else text, else base64; the default), `json`,"
                + " `text` or `base64`.")
        @Nullable Response response,

        @Beside(
                value = "method",
                words = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
        @Doc(
                value =
                        "Instead of `body`: fields of a form, sent as `application/x-www-form-urlencoded`; a list repeats the name.",
                example = "{title: \"${{ inputs.title }}\"}")
        @Nullable Map<String, @Nullable @Bounds(flat = true) Object> form,

        @Beside(
                value = "method",
                words = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
        @Doc(value = "Instead of `body`: a file of the workspace, sent as it is.", example = "out/report.pdf")
        @Nullable @Bounds(pattern = Bounds.NOT_BLANK)
        String bodyFrom,

        @Doc(
                value =
                        "Path in the workspace to which the answer's body is written, of any type; the output then has `path`"
                                + " and `size` in the place of `body`.",
                example = "downloads/report.pdf")
        @Nullable @Bounds(pattern = Bounds.NOT_BLANK)
        String saveTo,

        @Doc(
                value =
                        "The largest body that is accepted; default and at most `1536KiB`, with `save_to` default `1GiB` and"
                                + " any size.",
                example = "512KiB")
        @Nullable @Bounds(pattern = SizeText.PATTERN)
        String maxSize,

        @Doc(value = "How https is spoken.", example = "{ca: \"${{ secrets.COMPANY_CA }}\"}") @Nullable Tls tls) {
    public static final ActionSpec<ApiCall> SPEC = new ActionSpec<>(
            "api_call", "Makes one HTTP request.", ApiCall.class, Trait.WORK, new Output.ByParameters(ApiCall::output));

    private static final String STATUS = "[1-5]([0-9]{2}|[xX]{2})";

    private static final long MOST_IN_OUTPUT = 1536L << 10;

    public ApiCall {
        Misfits misfits = new Misfits();
        if (expect != null && expect.isEmpty()) {
            misfits.value(
                    "/expect",
                    "Expected at least one status in \"expect\", but found none",
                    "Write [2xx], or leave it out.");
        }
        for (int i = 0; expect != null && i < expect.size(); i++) {
            Object status = expect.get(i);
            if (!String.valueOf(status).matches(STATUS)) {
                misfits.value(
                        "/expect/" + i,
                        "Expected statuses such as 200 or 2xx in \"expect\", but found " + status,
                        "A status is from 100 to 599; 4xx stands for all of 400 to 499.");
            }
        }
        HttpAddress.check(misfits, "url", url);
        HttpParts.headers(misfits, headers);
        HttpParts.flat(misfits, "query", query);
        HttpParts.flat(misfits, "form", form);
        if (method == null || method == Method.GET || method == Method.HEAD) {
            Check.named("body", body, "form", form, "body_from", bodyFrom)
                    .forEach((name, value) -> bodiless(misfits, name, value, method));
        }
        Check.atMostOne(
                misfits, "A request has one body.", Check.named("body", body, "form", form, "body_from", bodyFrom));
        Check.notBlank(misfits, "body_from", bodyFrom, "a file of the workspace");
        Check.notBlank(misfits, "save_to", saveTo, "a file of the workspace");
        FilePaths.check(misfits, "body_from", bodyFrom);
        FilePaths.check(misfits, "save_to", saveTo);
        if (saveTo != null && response != null) {
            misfits.together(
                    "/response",
                    "Expected no \"response\" with \"save_to\", but found one",
                    "Remove it: what is written to a file is written as it comes.");
        }
        SizeCheck.size(misfits, "/max_size", maxSize, saveTo == null ? MOST_IN_OUTPUT : Long.MAX_VALUE, "1536KiB");
        misfits.refuse();
    }

    private static void bodiless(Misfits misfits, String name, @Nullable Object value, @Nullable Method method) {
        if (value != null) {
            misfits.together(
                    "/" + name,
                    "Expected no \"" + name + "\" with the method " + (method == null ? Method.GET : method)
                            + ", but found one",
                    "Write method: POST, PUT or PATCH, or remove " + name + ".");
        }
    }

    private static Output output(WrittenParameters given) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("type", "object");
        headers.put("additionalProperties", Outputs.TEXT);
        String response = given.text("response").orElse("auto");
        boolean text = response.equals("text") || response.equals("base64");
        Output whole = Outputs.map(
                "status",
                Outputs.WHOLE,
                "headers",
                headers,
                "body",
                text ? Outputs.TEXT : Outputs.ANY,
                "url",
                Outputs.TEXT);
        Output saved = Outputs.map(
                "status", Outputs.WHOLE,
                "headers", headers,
                "path", Outputs.TEXT,
                "size", Outputs.WHOLE,
                "url", Outputs.TEXT);
        return given.unknown() ? new Output.OneOf(List.of(whole, saved)) : given.given("save_to") ? saved : whole;
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
     * Credentials: exactly one of the four.
     *
     * @param bearer token of an Authorization header
     * @param basic name and password
     * @param header any other header
     * @param clientCredentials a token that is fetched first
     */
    @OneOf({"bearer", "basic", "header", "client_credentials"})
    public record Auth(
            @Doc(value = "A bearer token.", example = "\"${{ secrets.API_TOKEN }}\"")
            @Nullable @Bounds(pattern = HttpParts.VALUE)
            String bearer,

            @Doc("Name and password.") @Nullable Basic basic,

            @Doc("A header of its own.") @Nullable Header header,

            @Doc("A token that is fetched first, with OAuth 2's client credentials.") @Nullable ClientCredentials clientCredentials) {
        public Auth {
            Misfits misfits = new Misfits();
            Check.exactlyOne(
                    misfits,
                    "Choose one way to say who asks, such as bearer: \"${{ secrets.API_TOKEN }}\".",
                    Check.named(
                            "bearer", bearer,
                            "basic", basic,
                            "header", header,
                            "client_credentials", clientCredentials));
            if (bearer != null) {
                HttpParts.value(misfits, "/bearer", "the token", bearer);
            }
            misfits.refuse();
        }
    }

    /**
     * OAuth 2's client credentials: what a token is fetched with.
     *
     * @param tokenUrl absolute, http or https
     * @param scopes {@code null} for none
     * @param audience {@code null} for none
     */
    public record ClientCredentials(
            @Doc(value = "Where tokens are given.", example = "https://id.example.com/oauth2/token")
            @Bounds(pattern = HttpAddress.PATTERN)
            String tokenUrl,

            @Doc(value = "The client's id.", example = "weft")
            String clientId,

            @Doc(value = "The client's secret.", example = "\"${{ secrets.CLIENT_SECRET }}\"")
            String clientSecret,

            @Doc(value = "What is asked for.", example = "[items.read]") @Nullable List<String> scopes,

            @Doc(value = "Whom the token is for, where the server wants to know.", example = "https://api.example.com")
            @Nullable String audience) {
        public ClientCredentials {
            Misfits misfits = new Misfits();
            HttpAddress.check(misfits, "token_url", tokenUrl);
            misfits.refuse();
        }
    }

    /**
     * How https is spoken.
     *
     * @param verify whether the server's certificate is checked; {@code null} for yes
     * @param ca certificates that are trusted beside the usual ones, PEM; {@code null} for none
     * @param certificate of the client, PEM; {@code null} for none
     * @param key of that certificate, PEM; {@code null} for none
     */
    public record Tls(
            @Doc("Whether the server's certificate and name are checked; default `true`.") @Nullable Boolean verify,

            @Doc(
                    value = "Certificates (PEM) that are trusted beside the usual ones.",
                    example = "\"${{ secrets.COMPANY_CA }}\"")
            @Nullable String ca,

            @Beside("key")
            @Doc(value = "The client's certificate (PEM).", example = "\"${{ secrets.CLIENT_CERTIFICATE }}\"")
            @Nullable String certificate,

            @Beside("certificate")
            @Doc(value = "The key of that certificate (PEM).", example = "\"${{ secrets.CLIENT_KEY }}\"")
            @Nullable String key) {
        public Tls {
            Misfits misfits = new Misfits();
            Check.needs(misfits, "certificate", certificate, "key", key);
            Check.needs(misfits, "key", key, "certificate", certificate);
            if (Boolean.FALSE.equals(verify) && ca != null) {
                misfits.together(
                        "/ca",
                        "Expected no \"ca\" with verify: false, but found one",
                        "Remove verify: false, so that the certificate is checked.");
            }
            misfits.refuse();
        }
    }

    /** Basic authentication. */
    public record Basic(
            @Doc("The user's name.") String username,

            @Doc(value = "The password.", example = "\"${{ secrets.API_PASSWORD }}\"")
            String password) {}

    /** A header that authenticates. */
    public record Header(
            @Doc(value = "Its name.", example = "X-Api-Key") @Bounds(pattern = HttpParts.NAME)
            String name,

            @Doc(value = "Its value.", example = "\"${{ secrets.API_KEY }}\"") @Bounds(pattern = HttpParts.VALUE)
            String value) {
        public Header {
            Misfits misfits = new Misfits();
            HttpParts.name(misfits, "/name", name);
            HttpParts.value(misfits, "/value", "the header", value);
            misfits.refuse();
        }
    }
}

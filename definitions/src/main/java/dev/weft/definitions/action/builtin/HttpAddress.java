package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfits;
import java.util.regex.Pattern;

/** Addresses that can be called. */
final class HttpAddress {
    /** What each matches; plain enough for every engine. */
    static final String PATTERN = "[hH][tT][tT][pP][sS]?://[^/?#\\s]+(?:[/?#][\\s\\S]*)?";

    private static final Pattern ADDRESS = Pattern.compile(PATTERN);
    private static final Pattern SCHEME = Pattern.compile("^https?://[^/?#\\s]", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]+(?:[.][A-Za-z0-9-]+)+(?::\\d+)?(?:[/?#]\\S*)?");

    private HttpAddress() {}

    static void check(Misfits misfits, String name, String url) {
        if (!ADDRESS.matcher(url).matches()) {
            misfits.value(
                    "/" + name,
                    "Expected an absolute http or https address for \"" + name + "\", but found \"" + url + '"',
                    HOST.matcher(url).matches()
                            ? "Write https://" + url + "."
                            : SCHEME.matcher(url).find()
                                    ? "A host has no blanks: write an address such as https://api.example.com/v1."
                                    : "Only http and https can be called: write an address such as https://api.example.com/v1.");
        }
    }
}

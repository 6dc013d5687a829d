package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfits;
import java.net.IDN;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that can be called. */
final class HttpAddress {
    /** What each matches; plain enough for every engine. */
    static final String PATTERN = "[hH][tT][tT][pP][sS]?://[^/?#@\\s]+(?:[/?#][\\s\\S]*)?";

    private static final Pattern ADDRESS = Pattern.compile(PATTERN);
    private static final Pattern SCHEME = Pattern.compile("^https?://[^/?#\\s]", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]+(?:[.][A-Za-z0-9-]+)+(?::\\d+)?(?:[/?#]\\S*)?");

    private static final Pattern AUTHORITY = Pattern.compile("^https?://([^/?#\\\\]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:]*)(?::(\\d*))?");
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_LABEL = 63;

    private HttpAddress() {}

    static void check(Misfits misfits, String name, String url) {
        Matcher authority = AUTHORITY.matcher(url);
        String found = authority.find() ? authority.group(1) : "";
        if (found.contains("@")) {
            misfits.value(
                    "/" + name,
                    "Expected an address without a user or password for \"" + name
                            + "\", but found one before the host",
                    "Remove what is before the @, and say who asks in auth, with a secret.");
        } else if (!ADDRESS.matcher(url).matches()) {
            misfits.value(
                    "/" + name,
                    "Expected an absolute http or https address for \"" + name + "\", but found \"" + url + '"',
                    HOST.matcher(url).matches()
                            ? "Write https://" + url + "."
                            : SCHEME.matcher(url).find()
                                    ? "A host has no blanks: write an address such as https://api.example.com/v1."
                                    : "Only http and https can be called: write an address such as https://api.example.com/v1.");
        } else {
            host(misfits, name, url, found);
        }
    }

    private static void host(Misfits misfits, String name, String url, String authority) {
        Matcher parts = HOST_AND_PORT.matcher(authority);
        boolean formed = parts.matches();
        String port = formed ? parts.group(2) : null;
        if (formed && port != null && !port.isEmpty() && !isPort(port)) {
            misfits.value(
                    "/" + name,
                    "Expected a port from 1 to 65535 for \"" + name + "\", but found \"" + url + '"',
                    "Write a port such as 8443 behind the host, or leave it out.");
        } else if (!formed || !isHost(parts.group(1))) {
            misfits.value(
                    "/" + name,
                    "Expected a host in the address for \"" + name + "\", but found \"" + url + '"',
                    "Write an address such as https://api.example.com/v1 or https://api.example.com:8443/v1.");
        }
    }

    private static boolean isPort(String digits) {
        return digits.length() <= 5 && Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= HIGHEST_PORT;
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return true;
        }
        try {
            return Arrays.stream(host.replaceFirst("[.]$", "").split("[.]", -1))
                    .map(label -> IDN.toASCII(label, IDN.ALLOW_UNASSIGNED))
                    .noneMatch(label -> label.isEmpty() || label.length() > LONGEST_LABEL);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

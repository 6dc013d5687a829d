package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers and fields of a request. */
final class HttpParts {
    /** What the name of a header matches. */
    static final String NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

    /** What the value of a header matches. */
    static final String VALUE = "[\\t -~]*";

    private HttpParts() {}

    static void headers(Misfits misfits, @Nullable Map<String, String> headers) {
        if (headers != null) {
            headers.forEach((name, value) -> header(misfits, "/headers/" + escape(name), name, value));
        }
    }

    private static void header(Misfits misfits, String pointer, String name, String value) {
        if (!name.matches(NAME)) {
            name(misfits, pointer, name);
        } else {
            value(misfits, pointer, name, value);
        }
    }

    /** Refuses what no header is called. */
    static void name(Misfits misfits, String pointer, String name) {
        if (!name.matches(NAME)) {
            misfits.value(
                    pointer,
                    "Expected the name of a header, but found \"" + name + '"',
                    "A name has letters, digits and -, no blanks and no colon, such as X-Request-Id.");
        }
    }

    /** Refuses what no header can hold. The value may be a secret, and isn't quoted. */
    static void value(Misfits misfits, String pointer, String name, String value) {
        if (!value.matches(VALUE)) {
            misfits.value(
                    pointer,
                    "Expected printable ASCII characters for " + name + ", but found others",
                    "Write it in one line, and other characters encoded, such as %C3%A9.");
        }
    }

    /** Refuses structures as values: a field has one value, or a list of them. */
    static void flat(Misfits misfits, String parameter, @Nullable Map<String, @Nullable Object> fields) {
        if (fields == null) {
            return;
        }
        fields.forEach((name, value) -> {
            String pointer = "/" + parameter + '/' + escape(name);
            List<?> values = value instanceof List<?> list ? list : List.of();
            if (value instanceof Map) {
                structure(misfits, pointer, parameter, "a map");
            }
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) instanceof Map || values.get(i) instanceof List) {
                    structure(misfits, pointer + '/' + i, parameter, values.get(i) instanceof Map ? "a map" : "a list");
                }
            }
        });
    }

    private static void structure(Misfits misfits, String pointer, String parameter, String found) {
        misfits.value(
                pointer,
                "Expected text, a number, true or false, or a list of these in \"" + parameter + "\", but found "
                        + found,
                "Write its parts as fields of their own, such as " + parameter + ": {page: 1, tag: [a, b]}.");
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}

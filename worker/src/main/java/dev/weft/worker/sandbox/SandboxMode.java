package dev.weft.worker.sandbox;

import java.util.Arrays;
import java.util.Locale;

/** How programs are confined. */
public enum SandboxMode {
    /** By bubblewrap; where it is missing or doesn't work, programs are refused. */
    BUBBLEWRAP,
    /** Not at all: they may do what the worker may. Limits, time and clean-up hold all the same. */
    NONE;

    /**
     * Reads the setting {@code WEFT_SANDBOX}.
     *
     * @throws IllegalArgumentException when it has another value
     */
    public static SandboxMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().equals(text.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected 'bubblewrap' or 'none' as WEFT_SANDBOX, but found '" + text + "'"));
    }
}

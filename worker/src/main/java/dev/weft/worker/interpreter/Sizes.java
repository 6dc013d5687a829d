package dev.weft.worker.interpreter;

import dev.weft.worker.protocol.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large values are, before Temporal is asked to take them: over 2 MiB it would end the run, and a workflow task over
 * 4 MB would fail for ever.
 */
public final class Sizes {
    /** The largest value in bytes that may go in or out of a task: Temporal's 2 MiB with room for what goes around it. */
    public static final long MAX_VALUE = 1_572_864;

    private static final int SCALAR = 8;

    private Sizes() {}

    /** About how many bytes a value takes as JSON; never less than half of it. */
    public static long of(@Nullable Object value) {
        return switch (value) {
            case String text -> 2L + utf8Length(text);
            case Map<?, ?> map -> {
                long size = 2;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    size += 2 + of(String.valueOf(entry.getKey())) + of(entry.getValue());
                }
                yield size;
            }
            case List<?> list -> {
                long size = 2;
                for (Object item : list) {
                    size += 1 + of(item);
                }
                yield size;
            }
            case null -> SCALAR;
            default -> SCALAR;
        };
    }

    /** The failure of a task whose value is too large. */
    static Failure tooLarge(String what, @Nullable Object value) {
        return Failure.permanent(
                "too_large",
                "%s has about %d KiB, but at most %d KiB can pass through a run. Write it to a file and pass the path."
                        .formatted(what, of(value) / 1024, MAX_VALUE / 1024));
    }

    private static long utf8Length(String text) {
        return text.length() < 1024 ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }
}

package dev.weft.worker.interpreter.state;

import dev.weft.definitions.expression.Computation;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.PinnedDefinition;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.event.MarkedValues;
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

    private static final int NULL = 4;
    private static final int UNICODE_ESCAPE = 6;

    private Sizes() {}

    /** How many bytes a value takes as JSON in UTF-8. */
    public static long of(@Nullable Object value) {
        return switch (value) {
            case String text -> 2L + escaped(text);
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
            case null -> NULL;
            case LargeValue large -> 3L + large.text().length();
            case Computation computation -> 2L + escaped(MarkedValues.mark(computation));
            default -> value.toString().length();
        };
    }

    /** About how many bytes a run's request takes. */
    public static long ofRequest(RunRequest request) {
        long size = of(request.definition()) + of(request.inputs()) + of(request.agents());
        for (PinnedDefinition pinned : request.definitions().values()) {
            size += of(pinned.document()) + of(pinned.digest()) + of(pinned.agents());
        }
        return request.start() == null
                ? size
                : size + request.start().state().toString().length();
    }

    /** The failure of a task whose value is too large. */
    public static Failure tooLarge(String what, @Nullable Object value) {
        return Failure.permanent(
                "too_large",
                "%s has about %d KiB, but at most %d KiB can pass through a run. Write it to a file and pass the path."
                        .formatted(what, of(value) / 1024, MAX_VALUE / 1024));
    }

    private static long escaped(String text) {
        long size = 0;
        for (int i = 0; i < text.length(); i++) {
            size += bytes(text.charAt(i));
        }
        return size;
    }

    private static int bytes(char c) {
        if (c < ' ') {
            return "\b\t\n\f\r".indexOf(c) >= 0 ? 2 : UNICODE_ESCAPE;
        }
        if (c == '"' || c == '\\') {
            return 2;
        }
        if (c < 0x80) {
            return 1;
        }
        if (Character.isSurrogate(c)) {
            // As Jackson writes them.
            return UNICODE_ESCAPE;
        }
        return c < 0x800 ? 2 : 3;
    }
}

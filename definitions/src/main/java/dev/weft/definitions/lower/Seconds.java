package dev.weft.definitions.lower;

import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Numbers of seconds as durations. */
public final class Seconds {
    private Seconds() {}

    /** A duration longer than nothing, or {@code null} where it is absent, nothing or wrong. */
    public static @Nullable ScalarNode positive(String field, @Nullable Node node, Lowering lowering) {
        return read(field, node, lowering, false);
    }

    /** A duration of at least nothing, or {@code null} where it is absent, nothing or wrong. */
    public static @Nullable ScalarNode any(String field, @Nullable Node node, Lowering lowering) {
        return read(field, node, lowering, true);
    }

    private static @Nullable ScalarNode read(String field, @Nullable Node node, Lowering lowering, boolean zero) {
        if (!Lowering.isGiven(node) || node == null) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar) || !(scalar.value() instanceof Number number)) {
            lowering.mismatch(field, "a number of seconds", node, "Write the seconds without a unit, such as 90.");
            return null;
        }
        double seconds = number.doubleValue();
        if (seconds < 0 || seconds == 0 && !zero || seconds > DurationText.LONGEST.toSeconds()) {
            lowering.error(
                    ProblemCode.VALUE,
                    node,
                    "Expected a number of seconds from " + (zero ? "0" : "more than 0") + " to "
                            + DurationText.LONGEST.toSeconds() + " for " + field + ", but found " + scalar.text(),
                    "Write the seconds without a unit, such as 90, or leave it out.");
            return null;
        }
        long nanos = BigDecimal.valueOf(seconds)
                .movePointRight(9)
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        return Made.text(DurationText.format(Duration.ofNanos(nanos)), node);
    }
}

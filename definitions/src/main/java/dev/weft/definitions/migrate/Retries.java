package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.lower.Seconds;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import org.jspecify.annotations.Nullable;

/** {@code retry_count}, which counts what follows the first attempt, and {@code retry_delay}, which doubles each time. */
final class Retries {
    private static final int MOST = 1_000_000;

    private Retries() {}

    /** {@code retry}, or {@code null} where there is one attempt or the number is wrong. */
    static @Nullable MapNode read(MapNode.Entry count, @Nullable Node delay, Lowering lowering) {
        ScalarNode wait = Seconds.any("retry_delay", delay, lowering);
        Node node = count.value();
        if (!Lowering.isGiven(node)) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar) || !(scalar.value() instanceof Long retries)) {
            lowering.mismatch("retry_count", "a whole number", node, "");
            return null;
        }
        if (retries < 0 || retries > MOST) {
            lowering.error(
                    ProblemCode.VALUE,
                    node,
                    "Expected a whole number from 0 to " + MOST + " for retry_count, but found " + retries,
                    "It counts the attempts after the first one.");
            return null;
        }
        if (retries == 0) {
            return null;
        }
        MapBuilder retry = new MapBuilder(node).put("max_attempts", Made.number(retries + 1, node));
        if (wait != null) {
            retry.put("delay", wait);
        }
        return retry.put("backoff", Made.number(2.0, node)).build();
    }
}

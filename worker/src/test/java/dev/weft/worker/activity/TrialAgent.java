package dev.weft.worker.activity;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.protocol.LocalBounds;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An agent that does what its operation says, good or bad. */
public final class TrialAgent implements AgentHandler {
    /** How the last call of {@code hang} ended. */
    static final AtomicReference<@Nullable Throwable> END = new AtomicReference<>();

    /** Counted down once {@code hang} is at work. */
    static volatile CountDownLatch hanging = new CountDownLatch(1);

    /** What {@code check} fails by; {@code null} for nothing. */
    static volatile @Nullable RuntimeException defect;

    @Override
    public String name() {
        return "trial";
    }

    @Override
    public void check() {
        RuntimeException found = defect;
        if (found != null) {
            throw found;
        }
    }

    @Override
    public @Nullable Object handle(String operation, Map<String, @Nullable Object> parameters, ActionContext context)
            throws ActionException, InterruptedException {
        return switch (operation) {
            case "echo" -> parameters;
            case "who" -> Map.of("run", context.run(), "path", context.path(), "key", context.idempotencyKey());
            case "long" -> "x".repeat(LocalBounds.BYTES);
            case "large" -> "x".repeat(2 << 20);
            case "object" -> new Object();
            case "busy" -> throw new ActionException("busy", "Try " + parameters, true, Duration.ofSeconds(3));
            case "crash" -> throw new IllegalStateException("broken by " + parameters.get("token"));
            case "overflow" -> overflow(1);
            case "hang" -> {
                try {
                    hanging.countDown();
                    while (true) {
                        context.heartbeat();
                        new CountDownLatch(1).await();
                    }
                } catch (InterruptedException e) {
                    END.set(e);
                    throw e;
                }
            }
            default -> throw ActionException.invalidParameters("Expected a known operation, but found " + operation);
        };
    }

    private static int overflow(int depth) {
        return depth < 0 ? 0 : overflow(depth + 1) + 1;
    }
}

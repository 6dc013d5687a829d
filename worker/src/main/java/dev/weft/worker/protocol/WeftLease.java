package dev.weft.worker.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.worker.protocol.agent.AgentLoad;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a lease: workflow type {@code WeftLease}, one for each key. It is started by whoever claims first, and ends when
 * nobody holds it and nobody waits.
 */
@WorkflowInterface
public interface WeftLease {
    /** The workflow type. */
    String TYPE = "WeftLease";

    /** The one key of {@link Kind#PLATFORM}. */
    String PLATFORM_KEY = "platform";

    /** What keys are of: equal ones of two kinds have nothing to do with one another. */
    enum Kind {
        /** {@code concurrency} of {@code policy}. */
        RUN,
        /** {@code concurrency} of a task. */
        TASK,
        /** {@code max_concurrent} of an agent. */
        AGENT,
        /** How many runs go on at once on the platform, as its operator says. */
        PLATFORM,
        /** Room on a worker, which the worker itself keeps: there is no lease of it. */
        ROOM
    }

    /**
     * The workflow id of a lease.
     *
     * @param key canonical text
     */
    static String id(Kind kind, String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return "weft-lease-%s-%s"
                    .formatted(
                            kind.name().toLowerCase(Locale.ROOT), HexFormat.of().formatHex(digest, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256, but this one has not", e);
        }
    }

    /**
     * Keeps the lease until nobody wants it.
     *
     * @param start where it goes on from; {@code null} for one that nobody holds
     */
    @WorkflowMethod(name = TYPE)
    void keep(@Nullable JsonNode start);

    /** Claims it, as runs of earlier builds do. The answer comes by signal {@code leases} to the run. */
    @SignalMethod(name = "claim", description = "A run claims the lease: sent by itself.")
    void claim(LeaseClaim claim);

    /** Gives it back, or claims it no longer. */
    @SignalMethod(name = "give_back", description = "A run gives the lease back: sent by itself.")
    void giveBack(LeaseClaim claim);

    /** Claims it, gives it back, or both, several times at once, in order: so runs of this build do. */
    @SignalMethod(name = "tell", description = "Runs claim the lease and give it back: sent by themselves.")
    void tell(List<LeaseDesk.Message> messages);

    /** Some of its holders, or of those who wait, have ended and never give it back. */
    @SignalMethod(name = "let_go", description = "Holders that have ended: sent by weft doctor.")
    void letGo(List<LeaseHolder> ended);

    /** Claims it for a run that is about to be started, and answers at once. */
    @UpdateMethod(name = "take", description = "Claim the lease for a run that is about to be started.")
    LeaseAnswer take(LeaseClaim claim);

    /** Who holds it, and who waits. */
    @QueryMethod(name = "state", description = "Who holds the lease, and who waits for it.")
    LeaseView state();

    /**
     * How many calls of an agent are under way and wait, and whether it is left alone.
     *
     * @param without id of a run whose calls don't count; {@code null} for none
     */
    @QueryMethod(name = AgentLoad.QUERY, description = "How much the agent has to do, and whether it is left alone.")
    AgentLoad load(@Nullable String without);
}

package dev.weft.api.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a run waits or failed, and what helps.
 *
 * @param summary for people, in a sentence or two
 * @param error of the run
 * @param waitingOn what it waits for
 * @param below what the runs are about that it has started and waits for; left out where it waits for none
 * @param failures tasks that failed, or whose last attempt did, at most 10, the first that failed first
 * @param underWay attempts that workers are at, or that wait for one
 * @param agents those of the tasks above
 * @param workers how many poll
 * @param notes more that is worth knowing
 * @param commands that help
 * @param stale {@code true} where no worker answered and this is what Temporal alone can tell; otherwise left out
 */
public record DiagnosisBody(
        String run,
        String workflow,
        RunStatus status,
        String summary,
        @Nullable Failure error,
        List<Waited> waitingOn,
        @Nullable BelowBody below,
        List<Failing> failures,
        List<UnderWay> underWay,
        List<AgentState> agents,
        int workers,
        List<String> notes,
        List<Command> commands,
        @Nullable Boolean stale,
        Map<String, String> links) {
    /**
     * Something that is waited for.
     *
     * @param task path; empty where the run itself waits
     * @param kind as in {@code waiting_on} of a run
     * @param approvers who are asked, of an approval, and haven't decided at this level
     * @param deadline of an approval
     * @param holders who holds the places of an agent
     * @param until when it ends at the latest
     * @param voices how far an approval is
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Waited(
            String task,
            String kind,
            String reason,
            Instant since,
            @Nullable List<String> approvers,
            @Nullable Instant deadline,
            @Nullable List<String> holders,
            @Nullable Instant until,
            @Nullable Voices voices) {}

    /**
     * How far an approval is.
     *
     * @param level that is asked, from 1
     * @param levels how many there are
     * @param approvals so far at this level
     * @param quorum approvals that pass it
     * @param rejections so far at this level
     * @param rejectQuorum rejections that reject
     * @param missing fields that nobody has filled in, and an approval must
     */
    public record Voices(
            int level, int levels, int approvals, int quorum, int rejections, int rejectQuorum, List<String> missing) {}

    /**
     * A task that failed, or whose last attempt did.
     *
     * @param input what its attempts are given, with a word in each secret's place; left out where that isn't known
     * @param run that it started last
     * @param log the last lines of what its attempts said
     */
    public record Failing(
            String task,
            TaskStatus status,
            String action,
            @Nullable String agent,
            int attempts,
            @Nullable Failure error,
            @Nullable Object input,
            @Nullable String run,
            List<LogItem> log) {}

    /**
     * An attempt.
     *
     * @param task path; left out where it isn't known
     * @param action its name, or {@code agent:<name>}
     * @param taken whether a worker is at it
     * @param losses how often it was lost with its worker and made again
     */
    public record UnderWay(
            @Nullable String task,
            String action,
            boolean taken,
            @Nullable String worker,
            @Nullable Instant startedAt,
            @Nullable Instant lastSignAt,
            int losses) {}

    /**
     * An agent, as it is for all runs.
     *
     * @param registered whether there is one of this name now; a run has it as it was at its start
     * @param kind how it is called
     * @param pollers who wait for calls, of an agent on a task queue of its own
     * @param holding how many calls hold a place, where calls are bounded
     * @param waiting how many calls wait for one
     * @param completed of its last calls, at most 20
     * @param failed of its last calls
     * @param lastError of the last call that failed
     */
    public record AgentState(
            String name,
            boolean registered,
            @Nullable String kind,
            @Nullable Integer pollers,
            @Nullable Integer holding,
            @Nullable Integer waiting,
            int completed,
            int failed,
            @Nullable String lastError) {}

    /**
     * A command that helps.
     *
     * @param does for people
     */
    public record Command(String command, String does) {}
}

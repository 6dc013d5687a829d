package dev.weft.api.gateway;

import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.WeftRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are asked for; {@code null} for any.
 *
 * @param labels {@code key=value} each, of which a run has all
 * @param since started at or after
 * @param until started before
 * @param parent id of the run that started them
 * @param waiting whether only open runs that wait for something are meant
 * @param open whether only open runs are meant
 */
public record RunFilter(
        @Nullable String workflow,
        @Nullable RunStatus status,
        List<String> labels,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String parent,
        boolean waiting,
        boolean open) {
    public RunFilter {
        labels = List.copyOf(labels);
    }

    /** All runs of a definition. */
    public static RunFilter ofWorkflow(String workflow) {
        return new RunFilter(workflow, null, List.of(), null, null, null, false, false);
    }

    /** All runs. */
    public static RunFilter ofAll() {
        return new RunFilter(null, null, List.of(), null, null, null, false, false);
    }

    /** All runs that began, or began once more, at some time or later. */
    public static RunFilter ofStartedSince(Instant since) {
        return new RunFilter(null, null, List.of(), since, null, null, false, false);
    }

    /** All open runs that wait for something. */
    public static RunFilter ofWaiting() {
        return new RunFilter(null, null, List.of(), null, null, null, true, true);
    }

    /** All open runs. */
    public static RunFilter ofOpen() {
        return new RunFilter(null, null, List.of(), null, null, null, false, true);
    }

    /** The open runs that a run has started. */
    static RunFilter openChildrenOf(String run) {
        return new RunFilter(null, null, List.of(), null, null, run, false, true);
    }

    /** Of these the runs with more labels, {@code key=value}. */
    public RunFilter with(Map<String, String> more) {
        List<String> all = new ArrayList<>(labels);
        more.forEach((name, value) -> all.add(name + "=" + value));
        return new RunFilter(workflow, status, all, since, until, parent, waiting, open);
    }

    /** The labels by their names. */
    public Map<String, String> labelsByName() {
        Map<String, String> byName = new LinkedHashMap<>();
        labels.forEach(label -> {
            int at = label.indexOf('=');
            byName.put(label.substring(0, at), label.substring(at + 1));
        });
        return byName;
    }

    /** All open runs, as Temporal's list filter. */
    public static String openRuns() {
        return "WorkflowType = '" + WeftRun.TYPE + "' AND ExecutionStatus = 'Running'";
    }

    /** Temporal's list filter. */
    String query() {
        List<String> terms = new ArrayList<>();
        terms.add("WorkflowType = '" + WeftRun.TYPE + "'");
        terms.add("ExecutionStatus != 'ContinuedAsNew'");
        if (workflow != null) {
            terms.add("WeftWorkflow = " + quoted(workflow));
        }
        if (status != null) {
            terms.add(term(status));
        }
        labels.forEach(label -> terms.add("WeftLabels = " + quoted(label)));
        if (since != null) {
            terms.add("StartTime >= '" + since + "'");
        }
        if (until != null) {
            terms.add("StartTime < '" + until + "'");
        }
        if (parent != null) {
            terms.add("ParentWorkflowId = " + quoted(parent));
        }
        if (open) {
            terms.add("ExecutionStatus = 'Running'");
        }
        if (waiting) {
            terms.add("WeftWaitingFor IS NOT NULL");
        }
        return String.join(" AND ", terms);
    }

    /** What a run said last is wrong of one that was ended from outside. */
    private static String term(RunStatus status) {
        return switch (status) {
            case TERMINATED -> "ExecutionStatus = 'Terminated'";
            case CANCELLED -> "ExecutionStatus = 'Canceled'";
            case TIMED_OUT -> "(ExecutionStatus = 'TimedOut' OR WeftStatus = 'TIMED_OUT')";
            case RUNNING, WAITING, PAUSED, ROLLING_BACK ->
                "ExecutionStatus = 'Running' AND WeftStatus = '" + status + "'";
            case COMPLETED, ROLLED_BACK ->
                "ExecutionStatus IN ('Completed', 'Failed') AND WeftStatus = '" + status + "'";
            case FAILED -> "ExecutionStatus = 'Failed' AND WeftStatus != 'TIMED_OUT' AND WeftStatus != 'ROLLED_BACK'";
        };
    }

    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

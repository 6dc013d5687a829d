package dev.weft.api.metric;

import dev.weft.api.figure.MeasureKey.Kind;
import dev.weft.api.figure.Tally;
import dev.weft.api.figure.Tally.Count;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.InsightStore.By;
import dev.weft.api.store.PublisherStore;
import dev.weft.worker.protocol.event.EventGaps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the event log comes to, in Prometheus' text format: of all servers together, the same whichever is asked. Thread safe. */
final class FigureLines {
    private static final List<Count> RUN_ENDS =
            List.of(Count.COMPLETED, Count.FAILED, Count.CANCELLED, Count.ROLLED_BACK);
    private static final List<Count> TASK_ENDS =
            List.of(Count.COMPLETED, Count.FAILED, Count.CANCELLED, Count.SKIPPED, Count.RETRIED);

    /** A publisher that has said nothing for so long is dead. */
    private static final Duration SILENCE = Duration.ofSeconds(12);

    private final InsightStore store;
    private final PublisherStore publishers;

    FigureLines(InsightStore store, PublisherStore publishers) {
        this.store = store;
        this.publishers = publishers;
    }

    String write() {
        StringBuilder lines = new StringBuilder();
        SortedMap<String, Tally> runs = store.totals(Kind.RUN, By.WORKFLOW);
        SortedMap<String, Tally> agents = store.totals(Kind.TASK, By.AGENT);
        head(lines, "weft_runs_started_total", "counter", "Runs that began.");
        runs.forEach((workflow, tally) ->
                line(lines, "weft_runs_started_total", Map.of("workflow", workflow), tally.count(Count.STARTED)));
        head(lines, "weft_runs_ended_total", "counter", "Runs that ended, by how.");
        runs.forEach((workflow, tally) -> RUN_ENDS.forEach(end -> line(
                lines, "weft_runs_ended_total", Map.of("workflow", workflow, "outcome", word(end)), tally.count(end))));
        head(lines, "weft_runs_completed_seconds_total", "counter", "How long the completed runs took together.");
        runs.forEach((workflow, tally) ->
                line(lines, "weft_runs_completed_seconds_total", Map.of("workflow", workflow), tally.seconds()));
        head(lines, "weft_agent_calls_total", "counter", "What became of tasks of agents; retried are attempts.");
        agents.forEach((agent, tally) -> TASK_ENDS.forEach(end ->
                line(lines, "weft_agent_calls_total", Map.of("agent", agent, "outcome", word(end)), tally.count(end))));
        head(lines, "weft_alerts", "gauge", "Alerts that stand.");
        store.standing().forEach((kind, many) -> line(lines, "weft_alerts", Map.of("kind", kind), many));
        head(lines, "weft_events_behind", "gauge", "Events of the log that aren't counted yet.");
        line(lines, "weft_events_behind", Map.of(), store.behind());
        EventGaps gaps = publishers.gaps(SILENCE);
        head(lines, "weft_events_missing_runs", "gauge", "Runs of which the log may lack events.");
        line(lines, "weft_events_missing_runs", Map.of(), gaps.runs());
        head(lines, "weft_events_missing_seconds", "gauge", "For how long the log may have lacked events of runs.");
        line(
                lines,
                "weft_events_missing_seconds",
                Map.of(),
                gaps.since() == null
                        ? 0
                        : Math.max(
                                0, Duration.between(gaps.since(), Instant.now()).toSeconds()));
        return lines.toString();
    }

    private static String word(Count count) {
        return count.name().toLowerCase(Locale.ROOT);
    }

    private static void head(StringBuilder lines, String name, String type, String help) {
        lines.append("# HELP ").append(name).append(' ').append(help).append('\n');
        lines.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder lines, String name, Map<String, String> labels, double value) {
        lines.append(name);
        if (!labels.isEmpty()) {
            lines.append('{');
            String comma = "";
            for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
                lines.append(comma).append(label.getKey()).append("=\"").append(escaped(label.getValue()));
                lines.append('"');
                comma = ",";
            }
            lines.append('}');
        }
        lines.append(' ').append(value).append('\n');
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}

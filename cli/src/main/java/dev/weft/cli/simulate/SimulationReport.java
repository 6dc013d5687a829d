package dev.weft.cli.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Style;
import dev.weft.cli.output.Table;
import dev.weft.cli.verdict.Outcome;
import dev.weft.definitions.duration.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what a definition would do: to people in lines, to programs as a value. */
public final class SimulationReport {
    private static final int LONGEST = 400;

    private final Simulation.Result result;
    private final Outcome outcome;
    private final List<Timeline.Row> rows;
    private final Map<String, String> never;

    SimulationReport(Simulation.Result result) {
        this.result = result;
        this.outcome = result.outcome();
        this.rows = Timeline.of(result);
        this.never = Unrun.of(result);
    }

    /** Whether the run would complete. */
    public boolean completes() {
        return outcome.status().equals("COMPLETED");
    }

    /** Ids of definitions that were started and stood in for. */
    public List<String> standIns() {
        return result.made().workflows();
    }

    private Duration took() {
        return rows.isEmpty() ? Duration.ZERO : rows.getLast().at();
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        timeline(lines);
        lines.add("");
        Outcome.Fault error = outcome.error();
        lines.add(Style.ofStatus(outcome.status()).of(outcome.status()) + " after " + DurationText.format(took())
                + (error == null ? "" : ": " + error.code() + ": " + error.message()));
        section(lines, "Still waits", waits());
        section(lines, "Outputs", texts(outcome.outputs() instanceof Map<?, ?> map ? map : Map.of()));
        section(lines, "Never ran", never);
        madeUp(lines);
        return lines;
    }

    private void timeline(List<String> lines) {
        int times = 0;
        int tasks = 0;
        for (Timeline.Row row : rows) {
            times = Math.max(times, DurationText.format(row.at()).length());
            tasks = Math.max(tasks, row.task().length());
        }
        for (Timeline.Row row : rows) {
            lines.add(Table.pad(DurationText.format(row.at()), times) + "  " + Table.pad(row.task(), tasks) + "  "
                    + row.style().of(row.what()));
        }
    }

    private static void section(List<String> lines, String title, Map<String, String> entries) {
        if (!entries.isEmpty()) {
            lines.add("");
            lines.add(Style.STRONG.of(title));
            entries.forEach((name, text) -> lines.add("  " + name + ": " + text));
        }
    }

    private void madeUp(List<String> lines) {
        Map<String, String> all = new LinkedHashMap<>();
        result.made().inputs().forEach((name, value) -> all.put("input " + name, text(value)));
        result.made().outputs().forEach((path, value) -> all.put("output of " + path, text(value)));
        result.made().decisions().forEach((path, word) -> all.put("decision at " + path, word));
        result.made().events().forEach((type, value) -> all.put("event " + type, text(value)));
        result.made().workflows().forEach(id -> all.put("definition " + id, "its outputs"));
        section(lines, "Made up, as nobody said", all);
        if (!all.isEmpty()) {
            lines.add(Style.FAINT.of("  Say otherwise: " + String.join(", ", ways()) + "."));
        }
    }

    private List<String> ways() {
        List<String> ways = new ArrayList<>();
        Simulation.Made made = result.made();
        if (!made.inputs().isEmpty()) {
            ways.add("--input NAME=VALUE");
        }
        if (!made.outputs().isEmpty()) {
            ways.add("--answer PATH=JSON");
        }
        if (!made.decisions().isEmpty()) {
            ways.add("--decide PATH=WORD");
        }
        if (!made.events().isEmpty()) {
            ways.add("--event TYPE=JSON");
        }
        if (!made.workflows().isEmpty()) {
            ways.add("--definitions FILE");
        }
        return ways;
    }

    private Map<String, String> waits() {
        Map<String, String> waits = new LinkedHashMap<>();
        outcome.tasks().forEach((path, task) -> {
            if (task.status().equals("WAITING") && task.reason() != null) {
                String refused = result.bystanders().refused().get(path);
                waits.put(path, task.reason() + (refused == null ? "" : ". Nobody could decide: " + refused));
            }
        });
        return waits;
    }

    private static Map<String, String> texts(Map<?, ?> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> texts.put(String.valueOf(name), text(value)));
        return texts;
    }

    private static String text(@Nullable Object value) {
        String text = ApiClient.tree(value).toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /**
     * A file of tests with what was simulated as its first case.
     *
     * @param files {@code definition}, and what else says where the definition is
     */
    public JsonNode test(Map<String, ?> files) {
        return new TestText(result).file(files);
    }

    /** For programs. */
    public Map<String, @Nullable Object> value() {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("workflow", result.workflow());
        value.put("status", outcome.status());
        value.put("seconds", seconds(took()));
        value.put("error", outcome.error());
        value.put("inputs", result.inputs());
        value.put("outputs", outcome.outputs());
        value.put("waits", waits());
        value.put("never_ran", never);
        value.put("made_up", result.made());
        value.put("timeline", rows.stream().map(SimulationReport::row).toList());
        value.put("tasks", outcome.tasks());
        return value;
    }

    private static Map<String, Object> row(Timeline.Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", seconds(row.at()));
        fields.put("task", row.task());
        fields.put("what", row.what());
        return fields;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}

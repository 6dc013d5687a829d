package dev.weft.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What was found out about a run, for people. */
public final class DiagnosisText {
    private static final int LONGEST = 1_000;

    private final JsonNode found;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();

    private DiagnosisText(JsonNode found, Instant now) {
        this.found = found;
        this.now = now;
    }

    /** Its lines. */
    public static List<String> lines(JsonNode found) {
        DiagnosisText text = new DiagnosisText(found, Instant.now());
        text.all();
        return text.lines;
    }

    private void all() {
        String status = found.path("status").asText();
        lines.add(Style.STRONG.of(found.path("run").asText()) + "  "
                + Style.ofStatus(status).of(status));
        lines.add(found.path("summary").asText());
        found.path("notes").forEach(note -> lines.add("Note: " + note.asText()));
        part("Waits for", "waiting_on", this::waited);
        below(found.path("below"));
        part("At work", "under_way", this::underWay);
        part("Failed", "failures", this::failed);
        part("Agents", "agents", this::agent);
        part("What helps", "commands", one -> {
            lines.add("  " + Style.STRONG.of(one.path("command").asText()));
            lines.add("      " + one.path("does").asText());
        });
    }

    private interface Teller {
        void tell(JsonNode one);
    }

    private void part(String title, String name, Teller teller) {
        if (!found.path(name).isEmpty()) {
            lines.add("");
            lines.add(Style.STRONG.of(title));
            found.path(name).forEach(teller::tell);
        }
    }

    private void below(JsonNode below) {
        if (below.path("waiting_on").isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(Style.STRONG.of("Runs below wait for"));
        below.path("waiting_on").forEach(one -> {
            lines.add("  " + one.path("task").asText() + "  " + one.path("kind").asText() + since(one, "since"));
            field("why", one.path("reason").asText());
            field("run", one.path("run").asText());
        });
        int more = below.path("more").asInt();
        if (more > 0) {
            lines.add("  and " + more + " more");
        }
    }

    private void waited(JsonNode one) {
        String task = one.path("task").asText();
        lines.add("  " + (task.isEmpty() ? "the run itself" : task) + "  "
                + one.path("kind").asText() + since(one, "since"));
        field("why", one.path("reason").asText());
        field("asked", joined(one.path("approvers")));
        field("voices", voices(one.path("voices")));
        field("to fill in", joined(one.path("voices").path("missing")));
        field("until", local(one.path(one.hasNonNull("deadline") ? "deadline" : "until")));
        field("held by", joined(one.path("holders")));
    }

    private static String voices(JsonNode voices) {
        return voices.isMissingNode()
                ? ""
                : voices.path("approvals").asText() + " of "
                        + voices.path("quorum").asText() + " approvals, "
                        + voices.path("rejections").asText() + " of "
                        + voices.path("reject_quorum").asText() + " rejections, level "
                        + voices.path("level").asText() + " of "
                        + voices.path("levels").asText();
    }

    private void underWay(JsonNode one) {
        String task = one.path("task").asText(one.path("action").asText());
        lines.add("  " + task + "  "
                + (one.path("taken").asBoolean() ? "at a worker" + since(one, "started_at") : "waits for a worker"));
        field("worker", one.path("worker").asText());
        field("last sign", local(one.path("last_sign_at")));
        field("lost", one.path("losses").asInt() == 0 ? "" : one.path("losses").asText() + " times");
    }

    private void failed(JsonNode one) {
        String agent = one.path("agent").asText();
        lines.add("  " + one.path("task").asText() + "  "
                + Style.ofStatus(one.path("status").asText())
                        .of(one.path("status").asText()) + "  "
                + one.path("action").asText() + (agent.isEmpty() ? "" : " " + agent) + ", attempt "
                + one.path("attempts").asText());
        field(
                "error",
                one.path("error").path("code").asText() + ": "
                        + one.path("error").path("message").asText());
        field("input", one.hasNonNull("input") ? one.path("input").toString() : "");
        field("run", one.path("run").asText());
        for (JsonNode line : one.path("log")) {
            lines.add("      | " + cut(LogText.of(line)));
        }
    }

    private void agent(JsonNode one) {
        lines.add("  " + one.path("name").asText() + "  " + one.path("kind").asText()
                + (one.path("registered").asBoolean() ? "" : "  not registered any more"));
        int calls = one.path("completed").asInt() + one.path("failed").asInt();
        field(
                "last calls",
                calls == 0 ? "none known" : one.path("failed").asText() + " of " + calls + " failed, over all runs");
        field("last error", one.path("last_error").asText());
        field(
                "places",
                one.hasNonNull("holding")
                        ? one.path("holding").asText() + " taken, "
                                + one.path("waiting").asText() + " wait"
                        : "");
        field("its workers", one.path("pollers").asText());
    }

    private void field(String name, String value) {
        if (!value.isEmpty()) {
            lines.add("      " + Table.pad(name + ":", 12) + cut(value));
        }
    }

    private String since(JsonNode one, String name) {
        if (!one.hasNonNull(name)) {
            return "";
        }
        Duration time = Duration.between(Instant.parse(one.path(name).asText()), now);
        return ", for " + Times.duration(time.toMillis() / 1000.0);
    }

    private static String local(JsonNode time) {
        return time.isTextual() ? Times.local(Instant.parse(time.asText())) : "";
    }

    private static String joined(JsonNode texts) {
        return String.join(
                ", ",
                StreamSupport.stream(texts.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}

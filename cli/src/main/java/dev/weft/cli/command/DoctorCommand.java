package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks whether what is kept in several places agrees, and repairs. */
@Command(
        name = "doctor",
        description = {
            "Look whether database, Temporal, event log and figures agree, say what to do where they don't, and repair.",
            "Runs go on meanwhile."
        },
        footer = {"", "Example: weft doctor --repair", "Exit code 1: something is left to do."})
public final class DoctorCommand extends ClientCommand {
    @Option(names = "--repair", description = "Put right what can be.")
    private boolean repair;

    @Option(
            names = "--deep",
            description = "Also look whether all large values are there. Reads all histories: it takes long.")
    private boolean deep;

    @Override
    public Integer call() {
        String id = UUID.randomUUID().toString();
        JsonNode report = ask(id);
        // It may take long: asked under the same id, the server waits on.
        while (report.path("running").asBoolean()) {
            report = ask(id);
        }
        if (!report.has("healthy")) {
            throw new CliException(Exit.FAILED, "Expected what the doctor has found, but found " + report);
        }
        Printer.print(output(), report, lines(report));
        return report.path("healthy").asBoolean() ? Exit.DONE : Exit.FAILED;
    }

    private JsonNode ask(String id) {
        if (repair) {
            Map<String, Object> request = new LinkedHashMap<>();
            request.put("id", id);
            request.put("deep", deep);
            return api().post("/doctor/repair", request);
        }
        return api().get("/doctor?id=" + ApiClient.encode(id) + "&deep=" + deep);
    }

    private List<String> lines(JsonNode report) {
        List<String> lines = new ArrayList<>();
        boolean repairable = false;
        for (JsonNode check : report.path("checks")) {
            lines.add("%s: %s".formatted(check.path("check").asText(), standing(check)));
            if (check.hasNonNull("detail")) {
                lines.add("  " + check.path("detail").asText());
            }
            int told = 0;
            for (JsonNode finding : report.path("findings")) {
                if (finding.path("check").equals(check.path("check"))) {
                    told++;
                    String outcome = text(finding, "outcome");
                    repairable |= finding.path("repairable").asBoolean() && outcome == null;
                    lines.add("  " + (outcome == null ? finding.path("severity").asText() : outcome) + ": "
                            + finding.path("summary").asText());
                    if (!"repaired".equals(outcome)) {
                        lines.add("    " + finding.path("help").asText());
                    }
                }
            }
            if (told < check.path("found").asInt()) {
                lines.add("  … and " + (check.path("found").asInt() - told) + " more");
            }
        }
        if (repairable) {
            lines.add("Repair what can be: weft doctor --repair");
        }
        return lines;
    }

    private static String standing(JsonNode check) {
        int found = check.path("found").asInt();
        int left = check.path("left").asInt();
        return switch (check.path("status").asText()) {
            case "ok" -> "all right (" + check.path("looked").asInt() + " looked at)";
            case "repaired" -> found + " found and repaired";
            case "found" -> left == found ? found + " found" : found + " found, " + left + " left";
            case "skipped" -> "not looked at";
            default -> "not known";
        };
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : null;
    }
}

package dev.weft.cli.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.Run;
import dev.weft.cli.output.Style;
import dev.weft.platform.home.HomeFolder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What became of a demonstration, and which files it left. */
final class DemoReport {
    private static final Map<String, String> FILES = new LinkedHashMap<>();

    static {
        FILES.put("page", "Published");
        FILES.put("manifest", "Manifest");
        FILES.put("draft", "Draft");
    }

    private DemoReport() {}

    static void print(HomeFolder home, Run run) {
        System.out.println(Style.ofStatus(run.status()).of(run.status()) + "  "
                + run.allTasks().size() + " tasks");
        Optional.ofNullable(run.error()).ifPresent(error -> System.out.println("Error:       " + error.words()));
        JsonNode outputs = run.outputs();
        if (outputs == null) {
            return;
        }
        FILES.forEach((name, label) -> {
            JsonNode path = outputs.path(name);
            if (path.isTextual()) {
                System.out.println(
                        "%-12s %s".formatted(label + ":", home.workspace().resolve(path.asText())));
            }
        });
    }
}

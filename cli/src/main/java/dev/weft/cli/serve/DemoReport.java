package dev.weft.cli.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.Run;
import dev.weft.cli.output.Style;
import dev.weft.platform.home.HomeFolder;
import java.util.List;
import java.util.Optional;

/** What became of a demonstration, and which files it left. */
final class DemoReport {
    private DemoReport() {}

    static void print(HomeFolder home, Run run) {
        System.out.println(Style.ofStatus(run.status()).of(run.status()) + "  "
                + run.allTasks().size() + " tasks");
        Optional.ofNullable(run.error()).ifPresent(error -> System.out.println("Error:       " + error.words()));
        JsonNode outputs = run.outputs();
        if (outputs == null) {
            return;
        }
        for (String name : List.of("page", "manifest", "draft")) {
            JsonNode path = outputs.path(name);
            if (path.isTextual()) {
                System.out.println("%-12s %s"
                        .formatted(
                                Character.toUpperCase(name.charAt(0)) + name.substring(1) + ":",
                                home.workspace().resolve(path.asText())));
            }
        }
    }
}

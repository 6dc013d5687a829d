package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import dev.weft.cli.output.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the tasks of a run, or shows one. */
@Command(
        name = "tasks",
        description = "List the tasks of a run with their items and turns, or show one with its input and output.",
        footer = {
            "",
            "Example: weft tasks publish-article",
            "         weft tasks publish-article 'chapters[2].draft' --output json"
        })
public final class TasksCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "ID|RUN", description = "A run, or a definition whose latest run is meant.")
    private String run = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TASK", description = "One task, by its path.")
    private @Nullable String task;

    @Override
    public Integer call() {
        ApiClient api = api();
        String path = "/runs/" + ApiClient.encode(new Runs(api).id(run)) + "/tasks";
        if (task != null) {
            JsonNode one = api.get(path + "/" + ApiClient.encode(task));
            Printer.print(output(), one, List.of(Printer.json(one)));
            return Exit.DONE;
        }
        JsonNode page = api.get(path);
        Table table = new Table("TASK", "STATUS", "ATTEMPTS", "DURATION", "ACTION", "WHY");
        for (JsonNode item : page.path("items")) {
            table.row(
                    item.path("path").asText(),
                    item.path("status").asText(),
                    item.path("attempts").asText(),
                    item.path("duration").isNumber()
                            ? Times.duration(item.path("duration").asDouble())
                            : "",
                    item.path("agent").asText(item.path("action").asText()),
                    item.path("error").isObject()
                            ? item.path("error").path("message").asText()
                            : item.path("reason").asText(cache(item)));
        }
        Printer.print(output(), page, table.lines());
        return Exit.DONE;
    }

    private static String cache(JsonNode item) {
        return item.path("cache").isObject()
                ? "not from the result cache: " + item.path("cache").path("why").asText()
                : "";
    }
}

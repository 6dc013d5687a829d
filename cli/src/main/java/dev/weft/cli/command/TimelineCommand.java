package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import dev.weft.cli.output.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what happened in a run. */
@Command(
        name = "timeline",
        description = "Show what happened in a run, in order.",
        footer = {
            "",
            "Example: weft timeline publish-article",
            "         weft timeline hello-01J8XQ --type task.retrying"
        })
public final class TimelineCommand extends ClientCommand {
    @Parameters(paramLabel = "ID|RUN", description = "A run, or a definition whose latest run is meant.")
    private String run = "";

    @Option(names = "--type", paramLabel = "T", description = "Only events of a type, such as task.failed.")
    private @Nullable String type;

    @Override
    public Integer call() {
        ApiClient api = api();
        String id = new Runs(api).id(run);
        JsonNode all = api.all("/runs/" + ApiClient.encode(id) + "/timeline"
                + (type == null ? "" : "?type=" + ApiClient.encode(type)));
        Table table = new Table("AT", "WHAT", "TASK", "STATUS", "DETAILS");
        for (JsonNode item : all.path("items")) {
            table.row(
                    Times.local(Instant.parse(item.path("at").asText())),
                    item.path("type").asText(),
                    item.path("task").asText(),
                    item.path("status").asText(),
                    details(item.path("details")));
        }
        Printer.print(output(), all, table.lines());
        return Exit.DONE;
    }

    /** Who did what at a gate. */
    private static String said(JsonNode details) {
        String who = details.path("by").asText();
        if (!details.path("title").isTextual() || who.isEmpty()) {
            return "";
        }
        String what = details.path("decision").isTextual()
                ? details.path("decision").asText()
                : details.path("to").isTextual() ? "names " + details.path("to").asText() : "";
        return (who + " " + what).strip() + ", level " + details.path("level").asText() + ": "
                + details.path("title").asText();
    }

    static String details(JsonNode details) {
        if (details.path("error").isObject()) {
            return details.path("error").path("code").asText() + ": "
                    + details.path("error").path("message").asText();
        }
        String said = said(details);
        if (!said.isEmpty()) {
            return said;
        }
        if (details.path("command").isTextual()) {
            String by = details.path("by").asText();
            return details.path("command").asText() + (by.isEmpty() ? "" : " by " + by) + ", by way of "
                    + details.path("channel").asText();
        }
        for (String name : new String[] {"reason", "title", "started_by"}) {
            if (details.path(name).isTextual()) {
                return details.path(name).asText();
            }
        }
        if (details.path("duration").isNumber()) {
            return Times.duration(details.path("duration").asDouble());
        }
        return details.path("attempt").asInt() > 1
                ? "attempt " + details.path("attempt").asText()
                : "";
    }
}

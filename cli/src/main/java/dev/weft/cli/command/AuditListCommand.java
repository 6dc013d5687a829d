package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import dev.weft.cli.output.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists entries of the audit trail. */
@Command(
        name = "list",
        description = "List entries of the audit trail, newest first.",
        footer = {"", "Example: weft audit list --user erin --since 2026-01-31T00:00:00Z"})
public final class AuditListCommand extends ClientCommand {
    @Option(names = "--user", paramLabel = "ID", description = "Only what this user did.")
    private @Nullable String user;

    @Option(names = "--action", paramLabel = "A", description = "Only this, such as \"POST /runs/{run}/cancel\".")
    private @Nullable String action;

    @Option(names = "--target", paramLabel = "T", description = "Only on this, such as workflows/hello.")
    private @Nullable String target;

    @Option(names = "--since", paramLabel = "TIME", description = "Only what was written then or later.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only what was written before.")
    private @Nullable String until;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "How many. Default: 50.")
    private int limit = 50;

    @Override
    public Integer call() {
        JsonNode page = api().get("/audit?limit=" + limit + ApiClient.parameter("user", user)
                + ApiClient.parameter("action", action) + ApiClient.parameter("target", target)
                + ApiClient.parameter("since", since) + ApiClient.parameter("until", until));
        Table table = new Table("POSITION", "AT", "USER", "ACTION", "TARGET", "PHASE", "STATUS");
        for (JsonNode item : page.path("items")) {
            JsonNode entry = item.path("entry");
            table.row(
                    item.path("position").asText(),
                    Times.local(Instant.parse(entry.path("at").asText())),
                    entry.path("user").asText(),
                    entry.path("action").asText(),
                    entry.path("target").asText(),
                    entry.path("phase").asText(),
                    entry.path("status").asText());
        }
        Printer.print(output(), page, table.lines());
        return Exit.DONE;
    }
}

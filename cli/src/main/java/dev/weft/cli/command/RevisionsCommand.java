package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import dev.weft.cli.output.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the revisions of a definition, or shows one. */
@Command(
        name = "revisions",
        description = "List the revisions of a definition, newest first, or show one as it was written.",
        footer = {"", "Example: weft revisions hello", "         weft revisions hello 3"})
public final class RevisionsCommand extends ClientCommand {
    private static final int DIGITS = 12;

    @Parameters(index = "0", paramLabel = "ID", description = "A definition.")
    private String id = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "REVISION", description = "One of its revisions.")
    private @Nullable Integer revision;

    @Override
    public Integer call() {
        String path = "/workflows/" + ApiClient.encode(id) + "/revisions";
        if (revision != null) {
            JsonNode one = api().get(path + "/" + revision);
            Printer.print(output(), one, List.of(one.path("source").asText().stripTrailing()));
            return Exit.DONE;
        }
        JsonNode all = api().all(path);
        Table table = new Table("REVISION", "DIGEST", "FROM", "BY", "AT");
        for (JsonNode item : all.path("items")) {
            String digest = item.path("digest").asText();
            table.row(
                    item.path("revision").asText(),
                    digest.substring(0, Math.min(DIGITS, digest.length())),
                    item.path("from").asText(),
                    item.path("created_by").asText(),
                    Times.local(Instant.parse(item.path("created_at").asText())));
        }
        Printer.print(output(), all, table.lines());
        return Exit.DONE;
    }
}

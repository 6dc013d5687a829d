package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has past times of a schedule come. */
@Command(
        name = "backfill",
        description = {
            "Have past times of a trigger by schedule come now.",
            "A time that has started a run before doesn't start another."
        },
        footer = {
            "",
            "Example: weft triggers backfill publish-article.mornings --from 2026-03-01T00:00:00Z --to 2026-03-08T00:00:00Z --dry-run"
        })
public final class TriggersBackfillCommand extends TriggerCommand {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            description = "The first time that counts, RFC 3339.")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", required = true, description = "The last time that counts, RFC 3339.")
    private String to = "";

    @Option(
            names = "--overlap",
            paramLabel = "WORD",
            description = "As in the language. Default: buffer_all, one run after the other.")
    private @Nullable String overlap;

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "Refuse a stretch with more times, up to 1000. Default: ${DEFAULT-VALUE}.")
    private int most = 100;

    @Option(names = "--dry-run", description = "Only say which times these are.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("from", from);
        request.put("to", to);
        if (overlap != null) {
            request.put("overlap", overlap);
        }
        request.put("most", most);
        request.put("dry_run", dryRun);
        JsonNode answer = api().post(path() + "/backfill", request);
        List<String> lines = new ArrayList<>();
        answer.path("starts").forEach(time -> lines.add(time.asText()));
        lines.add("%s %d run(s) of %s; %d time(s) have started one before."
                .formatted(
                        dryRun ? "Would start" : "Starts",
                        answer.path("starts").size(),
                        trigger(),
                        answer.path("started_before").size()));
        Printer.print(output(), answer, lines);
        return Exit.DONE;
    }
}

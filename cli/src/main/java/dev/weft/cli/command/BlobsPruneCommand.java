package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deletes blobs that nothing names. */
@Command(
        name = "prune",
        description = {
            "Delete large values that no run which Temporal keeps, and no kept result, names any more.",
            "Reads all histories, and all blobs that are named: do it at night, where there are many."
        },
        footer = {"", "Example: weft blobs prune --older-than 7d"})
public final class BlobsPruneCommand extends ClientCommand {
    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description = "What was put later stays, whatever names it; at least 1h. Default: 1d.")
    private @Nullable String olderThan;

    @Option(names = "--dry-run", description = "Only say what would be deleted.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("id", UUID.randomUUID().toString());
        if (olderThan != null) {
            request.put("older_than", olderThan);
        }
        request.put("dry_run", dryRun);
        JsonNode answer = api().post("/blobs/prune", request);
        // It may take long: asked under the same id, the server waits on.
        while (answer.path("running").asBoolean()) {
            answer = api().post("/blobs/prune", request);
        }
        if (!answer.has("deleted")) {
            throw new CliException(Exit.FAILED, "Expected how many blobs were deleted, but found " + answer);
        }
        Printer.print(
                output(),
                answer,
                List.of("%s %d of %d blobs, %.1f MB. %d are named, %d too young."
                        .formatted(
                                dryRun ? "Would delete" : "Deleted",
                                answer.path("deleted").asInt(),
                                answer.path("looked").asInt(),
                                answer.path("bytes").asLong() / 1e6,
                                answer.path("named").asInt(),
                                answer.path("young").asInt())));
        return Exit.DONE;
    }
}

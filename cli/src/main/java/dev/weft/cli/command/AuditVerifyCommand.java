package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.client.AuditFile;
import dev.weft.cli.output.Printer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Verifies the audit trail. */
@Command(
        name = "verify",
        description = {
            "Go through the whole audit trail and say what is missing or altered.",
            "With a file, that of «weft audit export»: its chain alone, without a server."
        },
        footer = {"", "Example: weft audit verify", "Exit code 1: something is missing or altered."})
public final class AuditVerifyCommand extends ClientCommand {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "What «weft audit export» has written.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        JsonNode found = file == null ? api().get("/audit/verify") : AuditFile.verify(file);
        boolean valid = found.path("valid").asBoolean();
        List<String> lines = new ArrayList<>();
        lines.add((valid ? "valid: " : "NOT valid: ") + found.path("entries").asText() + " entries, "
                + found.path("first").asText() + " to " + found.path("last").asText()
                + ", head outside of the database: " + found.path("head").asText());
        found.path("problems").forEach(problem -> lines.add("  " + problem.asText()));
        Printer.print(output(), found, lines);
        return valid ? Exit.DONE : Exit.FAILED;
    }
}

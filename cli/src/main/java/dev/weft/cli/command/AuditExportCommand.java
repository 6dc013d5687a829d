package dev.weft.cli.command;

import dev.weft.cli.Exit;
import picocli.CommandLine.Command;

/** Writes the audit trail out. */
@Command(
        name = "export",
        description = "Write the audit trail to standard output, oldest first, one JSON object a line.",
        footer = {"", "Example: weft audit export > trail.ndjson && weft audit verify trail.ndjson"})
public final class AuditExportCommand extends ClientCommand {
    @Override
    public Integer call() {
        api().lines("/audit", "application/x-ndjson", System.out::println);
        System.out.flush();
        return Exit.DONE;
    }
}

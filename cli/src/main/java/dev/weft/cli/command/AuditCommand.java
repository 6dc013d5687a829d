package dev.weft.cli.command;

import picocli.CommandLine.Command;

/** The audit trail. */
@Command(
        name = "audit",
        description =
                "See who changed or decided what, take it elsewhere, and make sure that nothing of it is missing.",
        synopsisSubcommandLabel = "(list | verify | export)",
        subcommands = {AuditListCommand.class, AuditVerifyCommand.class, AuditExportCommand.class},
        footer = {"", "Example: weft audit list --user erin"})
public final class AuditCommand extends GroupCommand {}

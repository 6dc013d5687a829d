package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The audit trail. */
@Command(
        name = "audit",
        description =
                "See who changed or decided what, take it elsewhere, and make sure that nothing of it is missing.",
        synopsisSubcommandLabel = "(list | verify | export)",
        subcommands = {AuditListCommand.class, AuditVerifyCommand.class, AuditExportCommand.class},
        footer = {"", "Example: weft audit list --user erin"})
public final class AuditCommand extends BaseCommand {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return Exit.WRONG_USE;
    }
}

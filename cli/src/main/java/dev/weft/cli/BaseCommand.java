package dev.weft.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every command has. */
@Command(
        sortOptions = false,
        usageHelpAutoWidth = false,
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        commandListHeading = "%nCommands:%n")
public abstract class BaseCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.",
            order = 100)
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            hidden = true,
            description = "Show the version.")
    private boolean version;
}

package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.platform.home.HomeFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What a command that works on a home folder of this machine has. */
abstract class HomeCommand extends BaseCommand {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:WEFT_HOME:-.weft}",
            order = 1,
            description = "Home folder: all that the platform keeps. Default: ${DEFAULT-VALUE}.")
    private Path home = Path.of(".weft");

    final HomeFolder home() {
        return new HomeFolder(home);
    }
}

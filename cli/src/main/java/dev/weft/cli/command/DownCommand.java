package dev.weft.cli.command;

import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import dev.weft.cli.serve.Down;
import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import java.nio.file.Files;
import picocli.CommandLine.Command;

/** Stops the platform. */
@Command(
        name = "down",
        description = "Stop the platform of a home folder; what it keeps stays.",
        footer = {"", "Example: weft down"})
public final class DownCommand extends HomeCommand {
    @Override
    public Integer call() throws PlatformException {
        if (!Files.isDirectory(home().path())) {
            System.err.println(
                    "weft: Expected a home folder at " + home().path() + ", but there is none. Name it with --home.");
            return Exit.NOT_FOUND;
        }
        Down.stop(home(), Environment.system(), Printer.progress());
        System.out.println("Stopped. Everything is kept in " + home().path());
        return Exit.DONE;
    }
}

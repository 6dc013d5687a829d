package dev.weft.cli.command;

import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import dev.weft.cli.serve.AtInterrupt;
import dev.weft.cli.serve.Demo;
import dev.weft.cli.serve.DemoPlatform;
import dev.weft.cli.serve.Down;
import dev.weft.definitions.catalog.Catalog;
import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.home.WeftFile;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what the platform does. */
@Command(
        name = "demo",
        description = {
            "Publish an article: starts the platform where none runs, runs the catalogue's main definition,",
            "asks for approval (or approves itself where nobody is at the terminal), and says where to look."
        },
        footer = {"", "Example: weft demo --input source=article.md"})
public final class DemoCommand extends HomeCommand {
    @Option(
            names = "--input",
            paramLabel = "K=V",
            description = "An input, such as source=FILE: a Markdown or text file. Default: a sample.")
    private Map<String, String> inputs = new LinkedHashMap<>();

    @Option(names = "--once", description = "Stop the platform afterwards.")
    private boolean once;

    @Override
    public Integer call() throws PlatformException {
        Environment environment = Environment.system();
        WeftFile platform = new DemoPlatform(home(), environment, Printer.progress()).find();
        boolean completed;
        try (AtInterrupt hook = AtInterrupt.run(this::interrupted)) {
            completed = new Demo(home(), inputs).run(platform);
        } finally {
            if (once && !Thread.currentThread().isInterrupted()) {
                Down.stop(home(), environment, Printer.progress());
            }
        }
        if (!once) {
            System.out.println("Stop:        weft down" + Demo.where(home()));
        }
        return completed ? Exit.DONE : Exit.FAILED;
    }

    private void interrupted() {
        if (!once) {
            String where = Demo.where(home());
            System.err.println();
            System.err.println("The platform goes on, and so does a run that was started.");
            System.err.println("Look again:  weft status " + Catalog.MAIN + where);
            System.err.println("Stop:        weft down" + where);
            return;
        }
        try {
            Down.stop(home(), Environment.system(), Printer.progress());
        } catch (PlatformException e) {
            System.err.println("weft: " + e.getMessage());
        }
    }
}

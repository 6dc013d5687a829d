package dev.weft.cli.command;

import dev.weft.cli.Exit;
import dev.weft.cli.client.Run;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Format;
import dev.weft.cli.output.Printer;
import dev.weft.cli.watch.Follower;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows a run. */
@Command(
        name = "monitor",
        description = "Follow a run until it ends: a table that is redrawn at a terminal, lines in a pipe.",
        footer = {
            "",
            "Example: weft monitor publish-article --duration 60",
            "Exit code 1: the run did not complete; 124: it had not ended in time."
        })
public final class MonitorCommand extends ClientCommand {
    @Parameters(paramLabel = "ID|RUN", description = "A run, or a definition whose latest run is meant.")
    private String run = "";

    @Option(names = "--duration", paramLabel = "S", description = "Seconds after which to stop. Default: never.")
    private @Nullable Double duration;

    @Override
    public Integer call() {
        Runs runs = runs();
        String id = runs.id(run);
        Optional<Duration> patience =
                Optional.ofNullable(duration).map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)));
        Run last = new Follower(runs, output() == Format.TABLE).follow(id, patience, state -> false);
        if (output() != Format.TABLE) {
            Printer.print(output(), runs.find(id), List.of());
        }
        return !last.ended() ? Exit.TIMED_OUT : last.completed() ? Exit.DONE : Exit.FAILED;
    }
}

package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Format;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Terminal;
import dev.weft.cli.simulate.Given;
import dev.weft.cli.simulate.Simulation;
import dev.weft.cli.simulate.SimulationReport;
import dev.weft.cli.simulate.SimulationSource;
import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.schedule.TimestampText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a definition would do, without a server, in virtual time. */
@Command(
        name = "simulate",
        description = {
            "Show what a definition would do, in virtual time: nothing is called, written or asked. Needs no server.",
            "",
            "The interpreter is the one that runs on a server. What nobody says is made up: required inputs, outputs of agents and"
                    + " actions, events. People approve as soon as they are asked."
        },
        footer = {
            "",
            "Example: weft simulate article.yaml --input source=a.md",
            "         weft simulate article.yaml --fail 'fetch=http_503*2' --takes draft=2h --decide review=reject",
            "         weft simulate order.yaml --answer 'check={\"score\": 80}' --event 'payment.received={\"amount\": 5}'",
            "         weft simulate article.yaml --as-test > article.test.yaml",
            "Exit code 0: the run would complete. 1: it would end otherwise, or wait. 2: wrong use, or problems of the definition.",
            "3: there is no such file. docs/testing.md says more."
        })
public final class SimulateCommand extends BaseCommand {
    @Parameters(paramLabel = "FILE", description = "The definition, in any version or dialect; - reads standard input.")
    private Path file = Path.of("");

    @Option(names = "--id", paramLabel = "ID", description = "Which definition, where the file holds several.")
    private @Nullable String id;

    @Mixin
    private GivenInputs inputs = new GivenInputs();

    @Option(
            names = "--fail",
            paramLabel = "PATH[=CODE[!]][*N]",
            description =
                    "A task fails, each time or its first N attempts; with ! no other attempt is made. Default code: failed.")
    private List<String> fails = new ArrayList<>();

    @Option(
            names = "--answer",
            paramLabel = "PATH=JSON",
            description = "Output of a task, JSON or YAML, or @FILE; given often, one call after the other.")
    private List<String> answers = new ArrayList<>();

    @Option(
            names = "--takes",
            paramLabel = "PATH=DURATION",
            description = "How long an attempt of a task takes, people of a gate, or an event. Default: no time.")
    private List<String> takes = new ArrayList<>();

    @Option(
            names = "--decide",
            paramLabel = "PATH=WORD[*N]",
            description =
                    "What people decide: approve, reject, request_changes or none, each time or the first N times.")
    private List<String> decisions = new ArrayList<>();

    @Option(
            names = "--event",
            paramLabel = "TYPE=JSON",
            description = "Data of an event that is waited for, or @FILE; none: it never comes.")
    private List<String> events = new ArrayList<>();

    @Option(
            names = "--agents",
            paramLabel = "DIR",
            description = "A folder of agents' files, or several. Default: agents beside the file, where there is one.")
    private List<Path> agents = new ArrayList<>();

    @Option(
            names = "--definitions",
            paramLabel = "FILE",
            description = "A definition that this one starts. Without it, what that gives is made up.")
    private List<Path> definitions = new ArrayList<>();

    @Option(names = "--by", paramLabel = "NAME", defaultValue = "starter", description = "Who starts the run.")
    private String by = "starter";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it starts, such as 2026-01-31T12:00:00Z. Default: now.")
    private @Nullable String at;

    @Option(
            names = "--until",
            paramLabel = "DURATION",
            description = "Stop looking after so long in virtual time. Default: 400d.")
    private @Nullable String until;

    @Option(
            names = "--as-test",
            description = "Print a file of tests with this as its first case, in the place of what would be done.")
    private boolean asTest;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "table", description = "table, json or yaml.")
    private Format output = Format.TABLE;

    private final PrintStream out;

    /** One that tells people at the terminal. */
    public SimulateCommand() {
        this(System.out);
    }

    /** One that tells somebody else. */
    public SimulateCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        SimulationSource source = SimulationSource.read(
                DefinitionFiles.read(file),
                id,
                definitions.stream().map(DefinitionFiles::read).toList(),
                folders());
        Simulation simulation = source.simulation();
        if (simulation == null) {
            problems(source.problems());
            return Exit.WRONG_USE;
        }
        if (output == Format.TABLE) {
            problems(source.problems());
        }
        SimulationReport report = simulation.run(
                new Simulation.Start(inputs.read(ApiClient.tree(source.inputs())), by, startsAt(), duration()),
                new Given(fails, takes, answers, decisions, events));
        if (asTest) {
            Printer.print(out, Format.YAML, report.test(files()), List.of());
            report.standIns()
                    .forEach(started -> System.err.println("warning: " + started
                            + " is stood in for here, but not in a test: name its file in definitions."));
            return Exit.DONE;
        }
        Printer.print(out, output, ApiClient.tree(report.value()), report.lines());
        return report.completes() ? Exit.DONE : Exit.FAILED;
    }

    /** What a file of tests beside the definition says of where all is. */
    private Map<String, Object> files() {
        Map<String, Object> files = new LinkedHashMap<>();
        files.put("definition", beside(file));
        if (id != null) {
            files.put("id", id);
        }
        if (!definitions.isEmpty()) {
            files.put("definitions", definitions.stream().map(this::beside).toList());
        }
        if (!folders().isEmpty()) {
            files.put("agents", folders().stream().map(this::beside).toList());
        }
        return files;
    }

    private String beside(Path path) {
        Path folder = file.toAbsolutePath().normalize().resolveSibling(".").normalize();
        return folder.relativize(path.toAbsolutePath().normalize()).toString();
    }

    private List<Path> folders() {
        Path beside = file.toAbsolutePath().resolveSibling("agents");
        return !agents.isEmpty() || !java.nio.file.Files.isDirectory(beside) ? agents : List.of(beside);
    }

    private void problems(List<Problem> problems) {
        if (output == Format.TABLE) {
            System.err.print(new ProblemPrinter(Terminal.colour()).print(problems));
        } else {
            Printer.print(out, output, ApiClient.tree(Map.of("problems", problems)), List.of());
        }
    }

    private @Nullable Instant startsAt() {
        return at == null
                ? null
                : TimestampText.parse(at)
                        .orElseThrow(() -> new CliException(
                                Exit.WRONG_USE,
                                "Expected a time such as 2026-01-31T12:00:00Z in --at, but found " + at + "."));
    }

    private @Nullable Duration duration() {
        return until == null
                ? null
                : DurationText.parse(until)
                        .orElseThrow(() -> new CliException(
                                Exit.WRONG_USE,
                                "Expected a duration such as 90s, 2h or 30d in --until, but found " + until + "."));
    }
}

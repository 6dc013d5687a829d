package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.cases.Subject;
import dev.weft.cli.cases.TestCase;
import dev.weft.cli.cases.TestFile;
import dev.weft.cli.cases.TestFiles;
import dev.weft.cli.output.Format;
import dev.weft.cli.trial.Trial;
import dev.weft.cli.verdict.JUnitXml;
import dev.weft.cli.verdict.Judge;
import dev.weft.cli.verdict.Outcome;
import dev.weft.cli.verdict.Verdict;
import dev.weft.definitions.problem.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tests definitions without a server, in virtual time. */
@Command(
        name = "test",
        description = {
            "Test definitions: run the cases of *.test.yaml with mocked work, in virtual time. Needs no server.",
            "",
            "Runs are carried out by the same interpreter as on a server; nothing leaves them but by a mock."
        },
        footer = {
            "",
            "Example: weft test",
            "         weft test workflows/article.test.yaml --only approved --coverage",
            "         weft test workflows --junit target/weft.xml",
            "Exit code 0: all have passed. 1: some have failed. 2: a file of tests, or what it names, has errors. 3: there are"
                    + " no tests.",
            "docs/testing.md says what stands in a file of tests."
        })
public final class TestCommand extends BaseCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Files of tests, or folders in which and below which they are. Default: this folder.")
    private List<Path> files = List.of(Path.of("."));

    @Option(names = "--only", paramLabel = "TEXT", description = "Only cases in whose name this stands.")
    private @Nullable String only;

    @Option(
            names = "--coverage",
            description = "Show all that definitions may do, not only what no case has made them do.")
    private boolean coverage;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write JUnit XML for a build server, too.")
    private @Nullable Path junit;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "table", description = "table, json or yaml.")
    private Format output = Format.TABLE;

    private final PrintStream out;

    /** One that tells people at the terminal. */
    public TestCommand() {
        this(System.out);
    }

    /** One that tells somebody else. */
    public TestCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Path> found = TestFolder.files(files);
        if (found.isEmpty()) {
            throw new CliException(
                    Exit.NOT_FOUND,
                    "Expected files of tests (*.test.yaml), but found none. docs/testing.md says what stands in one.");
        }
        TestReport report = new TestReport(out, output, coverage);
        List<Verdict> verdicts = new ArrayList<>();
        Map<String, List<Problem>> broken = new LinkedHashMap<>();
        for (Path path : found) {
            TestFile file = TestFiles.read(
                    DefinitionFiles.read(path), path.toAbsolutePath().resolveSibling("."));
            report.file(file);
            Subject subject = file.subject();
            if (subject == null || !file.isSound()) {
                broken.put(file.source().name(), file.problems());
                continue;
            }
            List<Verdict> own = run(file, subject, report);
            report.coverage(subject, own.stream().map(Verdict::outcome).toList(), only != null);
            verdicts.addAll(own);
        }
        report.end(verdicts, broken.size());
        if (junit != null) {
            write(junit, JUnitXml.of(verdicts, broken));
        }
        return exit(verdicts, broken);
    }

    private List<Verdict> run(TestFile file, Subject subject, TestReport report) throws InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        try (Trial trial = Trial.of(subject)) {
            for (TestCase test : file.cases()) {
                if (isMeant(test)) {
                    Outcome outcome = trial.run(test);
                    Verdict verdict = new Verdict(
                            file.source().name(), test, outcome, Judge.shortfalls(file, subject, test, outcome));
                    report.verdict(verdict);
                    verdicts.add(verdict);
                }
            }
        }
        return verdicts;
    }

    private boolean isMeant(TestCase test) {
        return only == null || test.name().toLowerCase(Locale.ROOT).contains(only.toLowerCase(Locale.ROOT));
    }

    private int exit(List<Verdict> verdicts, Map<String, List<Problem>> broken) {
        if (!broken.isEmpty()) {
            return Exit.WRONG_USE;
        }
        if (verdicts.isEmpty()) {
            throw new CliException(
                    Exit.NOT_FOUND, "Expected cases with «" + only + "» in their names, but found none.");
        }
        return verdicts.stream().allMatch(Verdict::passed) ? Exit.DONE : Exit.FAILED;
    }

    private static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new CliException(Exit.WRONG_USE, "Expected to write " + file + ", but could not: " + e.getMessage());
        }
    }
}

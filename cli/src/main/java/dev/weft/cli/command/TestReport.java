package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.cases.Subject;
import dev.weft.cli.cases.TestFile;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Format;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Style;
import dev.weft.cli.output.Terminal;
import dev.weft.cli.verdict.Branch;
import dev.weft.cli.verdict.Coverage;
import dev.weft.cli.verdict.Outcome;
import dev.weft.cli.verdict.Verdict;
import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemPrinter;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells of tests: to people as they end, to programs at the end. */
final class TestReport {
    private static final int SHOWN = 8;

    private final PrintStream out;
    private final Format format;
    private final boolean all;
    private final long began = System.nanoTime();
    private final List<Map<String, Object>> files = new ArrayList<>();
    private final List<Map<String, Object>> coverage = new ArrayList<>();
    private final ProblemPrinter printer = new ProblemPrinter(Terminal.colour());
    private List<Object> cases = new ArrayList<>();

    /** @param all whether to show what has been covered, too */
    TestReport(PrintStream out, Format format, boolean all) {
        this.out = out;
        this.format = format;
        this.all = all;
    }

    private void say(String line) {
        if (format == Format.TABLE) {
            out.println(line);
        }
    }

    /** The cases of a file follow, where it is sound. */
    void file(TestFile file) {
        cases = new ArrayList<>();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("file", file.source().name());
        told.put("problems", file.problems());
        told.put("tests", cases);
        files.add(told);
        say(Style.STRONG.of(file.source().name()));
        blocks(file.problems());
    }

    private void blocks(List<Problem> problems) {
        printer.blocks(problems).forEach(this::say);
    }

    void verdict(Verdict verdict) {
        Outcome outcome = verdict.outcome();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", verdict.test().name());
        told.put("passed", verdict.passed());
        told.put("status", outcome.status());
        told.put("seconds", outcome.real().toMillis() / 1000.0);
        told.put("virtual_seconds", outcome.took().toSeconds());
        told.put("shortfalls", verdict.shortfalls());
        cases.add(told);
        String time = outcome.real().toMillis() + " ms"
                + (outcome.took().toSeconds() < 60
                        ? ""
                        : ", "
                                + DurationText.format(
                                        Duration.ofSeconds(outcome.took().toSeconds())) + " of its time");
        say("  " + (verdict.passed() ? Style.GOOD.of("passed") : Style.BAD.of("FAILED")) + "  "
                + verdict.test().name() + Style.FAINT.of("  (" + time + ")"));
        blocks(verdict.shortfalls());
    }

    /** @param partly whether cases were left out */
    void coverage(Subject subject, List<Outcome> outcomes, boolean partly) {
        if (partly) {
            return;
        }
        subject.plans().forEach((workflow, plan) -> {
            List<Branch> branches = Coverage.of(workflow, workflow.equals(subject.workflow()), plan, outcomes);
            coverage(workflow, branches);
        });
    }

    private void coverage(String workflow, List<Branch> branches) {
        List<Branch> missing =
                branches.stream().filter(branch -> !branch.taken()).toList();
        int taken = branches.size() - missing.size();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("workflow", workflow);
        told.put("branches", branches.size());
        told.put("taken", taken);
        told.put("all", branches);
        coverage.add(told);
        say("  coverage of " + workflow + ": " + taken + " of " + branches.size() + " branches"
                + (missing.isEmpty() ? "" : "; never:"));
        List<Branch> shown = all ? branches : missing.stream().limit(SHOWN).toList();
        shown.forEach(branch ->
                say("    " + (all ? branch.taken() ? "yes  " : "no   " : "") + branch.task() + " " + branch.what()));
        if (!all && missing.size() > SHOWN) {
            say("    and " + (missing.size() - SHOWN) + " more: --coverage shows all");
        }
    }

    void end(List<Verdict> verdicts, int broken) {
        long passed = verdicts.stream().filter(Verdict::passed).count();
        long failed = verdicts.size() - passed;
        double seconds = (System.nanoTime() - began) / 1e9;
        say((failed == 0 && broken == 0 ? Style.GOOD : Style.BAD)
                        .of(passed + " passed, " + failed + " failed"
                                + (broken == 0
                                        ? ""
                                        : ", " + broken + (broken == 1 ? " file" : " files") + " with errors"))
                + String.format(Locale.ROOT, " in %.1f s", seconds));
        if (format != Format.TABLE) {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("passed", passed);
            value.put("failed", failed);
            value.put("broken", broken);
            value.put("seconds", seconds);
            value.put("files", files);
            value.put("coverage", coverage);
            JsonNode tree = ApiClient.tree(value);
            Printer.print(out, format, tree, List.of());
        }
    }
}

package dev.weft.benchmarks.language;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.source.SourceText;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Reads, checks and plans a document, in a heap of 200 MB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx200m")
public class LanguageBenchmark {
    @Param
    public Shape shape = Shape.CHAIN;

    @Param({"50", "500", "5000"})
    public int tasks;

    private String text = "";

    /** Makes the document. */
    @Setup
    public void write() {
        text = shape.document(tasks);
    }

    /** From the text to the plan. */
    @Benchmark
    public Plan plan() {
        Reading reading = Definitions.read(new SourceText("large.yaml", text), Surroundings.UNKNOWN);
        Definition definition = reading.definition();
        if (definition == null) {
            throw new IllegalStateException("Expected a valid document, but found " + reading.problems());
        }
        return Definitions.compile(Definitions.canonical(definition));
    }

    /** Runs it, and prints what a task costs. */
    public static void main(String[] args) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(LanguageBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        System.out.printf("%n| shape | tasks | ms | µs a task | KB allocated a task |%n|---|---|---|---|---|%n");
        results.stream()
                .sorted(Comparator.comparing((RunResult result) -> Shape.valueOf(param(result, "shape")))
                        .thenComparing(result -> Integer.parseInt(param(result, "tasks"))))
                .forEach(LanguageBenchmark::print);
    }

    private static void print(RunResult result) {
        int tasks = Integer.parseInt(param(result, "tasks"));
        double micros = result.getPrimaryResult().getScore();
        double bytes = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
        System.out.printf(
                "| %s | %,d | %.1f | %.1f | %.1f |%n",
                param(result, "shape").toLowerCase(Locale.ROOT),
                tasks,
                micros / 1000,
                micros / tasks,
                bytes / tasks / 1024);
    }

    private static String param(RunResult result, String name) {
        return result.getParams().getParam(name);
    }
}

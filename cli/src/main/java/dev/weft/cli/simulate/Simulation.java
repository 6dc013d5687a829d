package dev.weft.cli.simulate;

import dev.weft.cli.CliException;
import dev.weft.cli.cases.Mock;
import dev.weft.cli.cases.Subject;
import dev.weft.cli.cases.TaskPath;
import dev.weft.cli.cases.TestCase;
import dev.weft.cli.trial.Trial;
import dev.weft.cli.verdict.Outcome;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.input.Binding;
import dev.weft.definitions.input.InputBinder;
import dev.weft.definitions.likeness.Guesses;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run of a definition that leaves nothing behind: carried out by the real interpreter, in a world that is made up. */
public final class Simulation {
    private static final Duration LIMIT = Duration.ofDays(400);

    private final Subject subject;
    private final Known known;
    private final Definition definition;

    Simulation(Known known, Definition definition) {
        this.known = known;
        this.definition = definition;
        this.subject = Subject.of(definition.id(), known.others().values(), known.agents());
    }

    /**
     * How a run starts.
     *
     * @param inputs that are given
     * @param startsAt by the run's clock; {@code null} for now
     * @param until so long it is looked at in virtual time; {@code null} for long
     */
    public record Start(
            Map<String, @Nullable Object> inputs,
            String startedBy,
            @Nullable Instant startsAt,
            @Nullable Duration until) {}

    /**
     * What came of it.
     *
     * @param inputs of the run, defaults filled in
     * @param made what was made up: inputs, outputs and data of events
     * @param mocks what stood for the work of tasks
     * @param bystanders who decided, and what happened
     */
    record Result(
            String workflow,
            Subject subject,
            Map<String, @Nullable Object> inputs,
            Made made,
            List<Mock> mocks,
            Bystanders bystanders,
            Outcome outcome) {}

    /**
     * What was made up.
     *
     * @param inputs by name
     * @param outputs by the path of the task
     * @param decisions by the path of the gate
     * @param events data by type
     * @param workflows ids of definitions that are stood in for
     */
    record Made(
            Map<String, @Nullable Object> inputs,
            Map<String, @Nullable Object> outputs,
            Map<String, String> decisions,
            Map<String, @Nullable Object> events,
            List<String> workflows) {}

    /**
     * Runs it.
     *
     * @throws CliException where what is given is wrong
     */
    public SimulationReport run(Start start, Given given) throws InterruptedException {
        Map<String, Guesses> guesses = new LinkedHashMap<>();
        known.others().forEach((id, other) -> guesses.put(id, guesses(other, start)));
        Guesses own = Objects.requireNonNull(guesses.get(definition.id()));
        Map<String, @Nullable Object> inputs = inputs(start.inputs(), own);
        Stubs stubs = new Stubs(subject, given, each(guesses, Guesses::outputs));
        Bystanders bystanders = new Bystanders(subject, given, each(guesses, Guesses::events));
        given.takes().forEach(written -> take(written, stubs, bystanders));
        List<Mock> mocks = stubs.mocks();
        try (Trial trial = Trial.of(subject, bystanders)) {
            Outcome outcome = trial.run(test(start, inputs, mocks));
            return new SimulationReport(new Result(
                    definition.id(),
                    subject,
                    inputs,
                    made(own, stubs, bystanders, outcome),
                    mocks,
                    bystanders,
                    outcome));
        }
    }

    private Guesses guesses(Definition one, Start start) {
        boolean own = one.id().equals(definition.id());
        return Guesses.of(
                one,
                known.agents(),
                own ? start.inputs() : Map.of(),
                Map.of("id", Trial.runId(one.id()), "workflow", one.id(), "started_by", start.startedBy()));
    }

    private static Map<String, Map<String, @Nullable Object>> each(
            Map<String, Guesses> guesses, Function<Guesses, Map<String, @Nullable Object>> part) {
        Map<String, Map<String, @Nullable Object>> parts = new LinkedHashMap<>();
        guesses.forEach((id, one) -> parts.put(id, part.apply(one)));
        return parts;
    }

    private Map<String, @Nullable Object> inputs(Map<String, @Nullable Object> given, Guesses guesses) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(given);
        all.putAll(guesses.inputs());
        return switch (InputBinder.bind(definition, all)) {
            case Binding.Bound bound -> bound.values();
            case Binding.Refused refused ->
                throw OptionReader.wrong("Expected inputs that fit " + definition.id() + ", but found:"
                        + refused.failures().stream()
                                .map(failure -> System.lineSeparator() + "  " + failure
                                        + (guesses.inputs().keySet().stream()
                                                        .anyMatch(name -> failure.pointer()
                                                                .startsWith("/" + name))
                                                ? ". It is made up: give one with --input."
                                                : ""))
                                .collect(Collectors.joining()));
        };
    }

    private void take(String written, Stubs stubs, Bystanders bystanders) {
        OptionReader.Parts option = OptionReader.plain("--takes", written, "PATH=DURATION");
        TaskPath path = new OptionReader(subject)
                .task(
                        option,
                        "a task that works, asks people or waits for an event",
                        work -> work instanceof Work.ActionCall call
                                && (call.action().trait() == Trait.WORK
                                        || call.action().name().equals("approval_gate")
                                        || call.action().name().equals("wait_for_event")),
                        "It takes as long as it takes.");
        Duration duration = OptionReader.duration(option);
        stubs.take(path, duration);
        bystanders.take(path, duration);
    }

    private static TestCase test(Start start, Map<String, @Nullable Object> inputs, List<Mock> mocks) {
        return new TestCase(
                "simulation",
                Objects.requireNonNull(
                        NodeReader.read(new ProblemCollector(new SourceText("simulation", "simulation")))),
                inputs,
                start.startedBy(),
                Map.of(),
                start.startsAt(),
                Objects.requireNonNullElse(start.until(), LIMIT),
                mocks,
                List.of(),
                List.of());
    }

    /** Of what was made up, what was asked for, in the order of the definitions. */
    private Map<String, @Nullable Object> called(Map<String, @Nullable Object> made, Outcome outcome) {
        Map<String, @Nullable Object> called = new LinkedHashMap<>();
        subject.plans()
                .forEach((workflow, plan) -> plan.tasks().forEach(task -> {
                    TaskPath path = new TaskPath(workflow, task.path());
                    String key = Outcome.key(definition.id(), workflow, task.path());
                    boolean was = outcome.calls().stream().anyMatch(call -> path.matches(call.workflow(), call.path()));
                    if (was && made.containsKey(key)) {
                        called.put(key, made.get(key));
                    }
                }));
        return called;
    }

    private Made made(Guesses own, Stubs stubs, Bystanders bystanders, Outcome outcome) {
        List<String> begun = known.made().stream()
                .filter(id ->
                        outcome.told().stream().anyMatch(told -> told.workflow().equals(id)))
                .toList();
        return new Made(
                own.inputs(), called(stubs.madeUp(), outcome), bystanders.decided(), bystanders.madeUp(), begun);
    }
}

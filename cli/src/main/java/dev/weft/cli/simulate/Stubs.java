package dev.weft.cli.simulate;

import dev.weft.cli.cases.Answer;
import dev.weft.cli.cases.Mock;
import dev.weft.cli.cases.Subject;
import dev.weft.cli.cases.TaskPath;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.PlannedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands for the work of tasks: what is given, and what is made up where nothing is. */
final class Stubs {
    private static final String FAIL = "PATH[=CODE[!]][*TIMES]";
    /** Answers below 500 that another attempt may mend, as api_call and agents have it. */
    private static final Set<String> PASSING = Set.of("http_408", "http_409", "http_423", "http_425", "http_429");

    /** Fields of what actions give that are what they are told. */
    private static final Set<String> ECHOED = Set.of("path", "url");

    private final Subject subject;
    private final Map<String, Map<String, @Nullable Object>> guesses;
    private final Map<TaskPath, List<Answer>> answers = new LinkedHashMap<>();
    private final Map<TaskPath, Duration> takes = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> madeUp = new LinkedHashMap<>();

    /** @param guesses outputs that are made up, by definition and path */
    Stubs(Subject subject, Given given, Map<String, Map<String, @Nullable Object>> guesses) {
        this.subject = subject;
        this.guesses = guesses;
        OptionReader reader = new OptionReader(subject);
        given.fails().forEach(written -> fail(reader, OptionReader.counted("--fail", written, FAIL)));
        given.answers().forEach(written -> answer(reader, OptionReader.plain("--answer", written, "PATH=JSON")));
    }

    private static boolean works(Work work) {
        return work instanceof Work.ActionCall call && call.action().trait() == Trait.WORK;
    }

    private void fail(OptionReader reader, OptionReader.Parts option) {
        TaskPath path = reader.task(
                option,
                "a task that works outside of the run",
                Stubs::works,
                "What a run does itself can't be made to fail: make fail what it works on.");
        String code = Objects.requireNonNullElse(option.value(), "failed");
        boolean last = code.endsWith("!");
        String name = last ? code.substring(0, code.length() - 1) : code;
        boolean retryable = !last
                && !name.equals("invalid_parameters")
                && (!name.matches("http_4[0-9]{2}") || PASSING.contains(name));
        add(
                path,
                new Answer(
                        null,
                        new Answer.Fails(name, "It was made to fail.", retryable),
                        Duration.ZERO,
                        option.times()));
    }

    private void answer(OptionReader reader, OptionReader.Parts option) {
        TaskPath path = reader.task(
                option,
                "a task that works outside of the run",
                Stubs::works,
                "What a run does itself is carried out as it is.");
        add(path, new Answer(OptionReader.value(option), null, Duration.ZERO, null));
    }

    private void add(TaskPath path, Answer answer) {
        answers.computeIfAbsent(path, none -> new ArrayList<>()).add(answer);
    }

    /** Attempts of a task take so long. */
    void take(TaskPath path, Duration duration) {
        takes.put(path, duration);
    }

    /** Outputs that nobody has given, by path as people write it: once {@link #mocks} has been asked for. */
    Map<String, @Nullable Object> madeUp() {
        return madeUp;
    }

    /** What stands for each task. */
    List<Mock> mocks() {
        List<Mock> mocks = new ArrayList<>();
        answers.forEach((path, given) -> mocks.add(new Mock(path, timed(path, complete(path, given)))));
        subject.plans()
                .forEach((workflow, plan) -> plan.tasks().stream()
                        .filter(task -> works(task.task().work()))
                        .forEach(task -> {
                            TaskPath path = new TaskPath(workflow, task.path());
                            if (!answers.containsKey(path) && !(emits(task) && !takes.containsKey(path))) {
                                mocks.add(new Mock(path, timed(path, List.of(madeUp(path, task)))));
                            }
                        }));
        takes.forEach((path, duration) -> {
            boolean stood = mocks.stream().anyMatch(mock -> mock.task().equals(path));
            if (!stood) {
                subject.task(path)
                        .filter(task -> works(task.task().work()))
                        .ifPresent(task -> mocks.add(new Mock(path, timed(path, List.of(madeUp(path, task))))));
            }
        });
        return mocks;
    }

    /** An event is on the bus by itself. */
    private static boolean emits(PlannedTask task) {
        return task.task().work() instanceof Work.ActionCall call
                && call.action().name().equals("emit_event");
    }

    /** After failures that end, an output follows. */
    private List<Answer> complete(TaskPath path, List<Answer> given) {
        Answer last = given.getLast();
        if (last.failure() == null || last.times() == null) {
            return given;
        }
        List<Answer> all = new ArrayList<>(given);
        subject.task(path).ifPresent(task -> all.add(madeUp(path, task)));
        return all;
    }

    private Answer madeUp(TaskPath path, PlannedTask task) {
        Object value = guesses.getOrDefault(path.workflow(), Map.of()).get(path.planned());
        String key =
                path.workflow().equals(subject.workflow()) ? path.planned() : path.workflow() + "/" + path.planned();
        Map<String, Template> echoed = echoed(value, task.task().work());
        if (!(value instanceof Map<?, ?> map) || echoed.isEmpty()) {
            madeUp.put(key, value);
            return new Answer(new Template.Literal(value), null, Duration.ZERO, null);
        }
        Map<String, Template> fields = new LinkedHashMap<>();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        map.forEach((name, field) -> {
            String known = String.valueOf(name);
            Template echo = echoed.get(known);
            fields.put(known, echo == null ? new Template.Literal(field) : echo);
            shown.put(known, echo == null ? field : "that of its parameters");
        });
        madeUp.put(key, shown);
        return new Answer(new Template.Fields(fields), null, Duration.ZERO, null);
    }

    /** Fields that an action gives as it is told them. */
    private static Map<String, Template> echoed(@Nullable Object value, Work work) {
        Map<String, Template> echoed = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map
                && work instanceof Work.ActionCall call
                && !call.action().name().equals("agent_task")) {
            ECHOED.stream()
                    .filter(map::containsKey)
                    .filter(call.parameters().fields()::containsKey)
                    .forEach(name -> echoed.put(name, new Template.Computed(new Expression("parameters." + name))));
        }
        return echoed;
    }

    private List<Answer> timed(TaskPath path, List<Answer> plain) {
        Duration duration = takes.getOrDefault(
                path, takes.getOrDefault(new TaskPath(path.workflow(), path.planned()), Duration.ZERO));
        return plain.stream()
                .map(answer -> new Answer(answer.output(), answer.failure(), duration, answer.times()))
                .toList();
    }
}

package dev.weft.cli.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.cases.Answer;
import dev.weft.cli.cases.Mock;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.verdict.Outcome;
import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.plan.PlannedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A simulation as the first case of a file of tests, which its author then makes of what was made up. */
final class TestText {
    private final Simulation.Result result;
    private final Outcome outcome;

    TestText(Simulation.Result result) {
        this.result = result;
        this.outcome = result.outcome();
    }

    /**
     * The file.
     *
     * @param files {@code definition}, and what else says where the definition is
     */
    JsonNode file(Map<String, ?> files) {
        Map<String, @Nullable Object> test = new LinkedHashMap<>();
        test.put("name", "as simulated");
        test.put("inputs", result.inputs());
        put(test, "mocks", mocks());
        put(test, "decisions", decisions());
        put(test, "events", events());
        test.put("expect", expect());
        Map<String, @Nullable Object> file = new LinkedHashMap<>(files);
        file.put("tests", List.of(test));
        return ApiClient.tree(file);
    }

    private static void put(Map<String, @Nullable Object> to, String name, Object value) {
        boolean empty =
                (value instanceof Map<?, ?> map && map.isEmpty()) || (value instanceof List<?> list && list.isEmpty());
        if (!empty) {
            to.put(name, value);
        }
    }

    private Map<String, Object> mocks() {
        Map<String, Object> mocks = new LinkedHashMap<>();
        for (Mock mock : result.mocks()) {
            boolean called =
                    outcome.calls().stream().anyMatch(call -> mock.task().matches(call.workflow(), call.path()));
            if (called) {
                List<Object> answers = new ArrayList<>();
                mock.answers().forEach(answer -> answers.add(answer(answer)));
                mocks.put(
                        Outcome.key(
                                result.workflow(),
                                mock.task().workflow(),
                                mock.task().path()),
                        answers.size() == 1 ? answers.getFirst() : answers);
            }
        }
        return mocks;
    }

    private static Map<String, @Nullable Object> answer(Answer answer) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Answer.Fails fails = answer.failure();
        if (fails != null) {
            fields.put("fails", fails.retryable() ? fails.code() : Map.of("code", fails.code(), "retryable", false));
        } else {
            fields.put("output", value(answer.output()));
        }
        if (answer.takes().isPositive()) {
            fields.put("takes", DurationText.format(answer.takes()));
        }
        if (answer.times() != null) {
            fields.put("times", answer.times());
        }
        return fields;
    }

    private static @Nullable Object value(@Nullable Template template) {
        return switch (template) {
            case null -> null;
            case Template.Literal literal -> literal.value();
            case Template.Computed computed -> "${{ " + computed.expression().text() + " }}";
            case Template.Text text -> {
                StringBuilder whole = new StringBuilder();
                text.parts()
                        .forEach(part -> whole.append(
                                switch (part) {
                                    case Template.Part.Plain plain -> plain.text();
                                    case Template.Part.Hole hole ->
                                        "${{ " + hole.expression().text() + " }}";
                                    case Template.Part.Secret secret -> "${{ secrets." + secret.name() + " }}";
                                }));
                yield whole.toString();
            }
            case Template.Items items ->
                items.items().stream().map(TestText::value).toList();
            case Template.Fields fields -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                fields.fields().forEach((name, field) -> map.put(name, value(field)));
                yield map;
            }
        };
    }

    /** Each level of each gate once, whoever decided it. */
    private List<Object> decisions() {
        Set<Object> decisions = new LinkedHashSet<>();
        for (Outcome.Told told : outcome.told()) {
            if (told.type().equals("approval.decided") && told.path() != null) {
                Map<String, @Nullable Object> decision = new LinkedHashMap<>();
                decision.put("task", Outcome.key(result.workflow(), told.workflow(), told.path()));
                decision.put("decision", told.data().get("decision"));
                decision.put("level", told.data().get("level"));
                Duration after = result.bystanders().takes(told.workflow(), told.path());
                if (after.isPositive()) {
                    decision.put("after", DurationText.format(after));
                }
                decisions.add(decision);
            }
        }
        return List.copyOf(decisions);
    }

    private List<Object> events() {
        List<Object> events = new ArrayList<>();
        result.bystanders().happened().forEach(event -> {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("type", event.type());
            fields.put("data", event.data());
            if (event.after().isPositive()) {
                fields.put("after", DurationText.format(event.after()));
            }
            events.add(fields);
        });
        return events;
    }

    private Map<String, @Nullable Object> expect() {
        Map<String, @Nullable Object> expect = new LinkedHashMap<>();
        expect.put("status", outcome.status());
        Outcome.Fault error = outcome.error();
        if (error != null) {
            expect.put("error", error.code());
        }
        Map<String, Object> tasks = new LinkedHashMap<>();
        for (PlannedTask task : result.subject().plan().tasks()) {
            Outcome.Task found = outcome.tasks().get(task.path());
            if (found != null && task.role() == PlannedTask.Role.TASK && task.parent() < 0) {
                tasks.put(task.path(), found.status());
            }
        }
        expect.put("tasks", tasks);
        return expect;
    }
}

package dev.weft.cli.cases;

import dev.weft.definitions.input.Binding;
import dev.weft.definitions.input.InputBinder;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.schedule.TimestampText;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodePaths;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads cases. */
final class CaseReader {
    private static final List<String> SHARED = List.of("inputs", "mocks", "started_by", "labels", "starts_at", "limit");
    private static final List<String> FIELDS = List.of(
            "name",
            "inputs",
            "mocks",
            "decisions",
            "events",
            "controls",
            "expect",
            "started_by",
            "labels",
            "starts_at",
            "limit");
    private static final Duration LIMIT = Duration.ofDays(400);

    private final ProblemCollector problems;
    private final Subject subject;
    private final MockReader mocks;
    private final StepReader steps;
    private final ExpectedReader expected;

    CaseReader(ProblemCollector problems, Subject subject) {
        this.problems = problems;
        this.subject = subject;
        this.mocks = new MockReader(problems, subject);
        this.steps = new StepReader(problems, subject);
        this.expected = new ExpectedReader(problems, subject);
    }

    /** What all cases have that don't say otherwise. */
    record Shared(
            Map<String, @Nullable Object> inputs,
            List<Mock> mocks,
            String startedBy,
            Map<String, String> labels,
            @Nullable Instant startsAt,
            Duration limit) {
        static final Shared NOTHING = new Shared(Map.of(), List.of(), "tester", Map.of(), null, LIMIT);
    }

    Shared shared(@Nullable MapNode node) {
        Fields fields = node == null ? null : Fields.of(problems, node, "the defaults of tests", SHARED);
        return fields == null ? Shared.NOTHING : shared(fields, Shared.NOTHING);
    }

    private Shared shared(Fields fields, Shared others) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>(others.inputs());
        inputs.putAll(fields.values("inputs"));
        List<Mock> all = new ArrayList<>(mocks.read(fields.map("mocks")));
        all.addAll(others.mocks());
        Map<String, String> labels = new LinkedHashMap<>(others.labels());
        fields.values("labels").forEach((name, value) -> labels.put(name, String.valueOf(value)));
        String startedBy = fields.text("started_by");
        Instant startsAt = time(fields);
        return new Shared(
                inputs,
                all,
                startedBy == null ? others.startedBy() : startedBy,
                labels,
                startsAt == null ? others.startsAt() : startsAt,
                fields.duration("limit", others.limit()));
    }

    private @Nullable Instant time(Fields fields) {
        String text = fields.text("starts_at");
        if (text == null) {
            return null;
        }
        @Nullable Instant time = TimestampText.parse(text).orElse(null);
        Node at = fields.node("starts_at");
        if (time == null && at != null) {
            problems.error(
                    ProblemCode.VALUE,
                    at,
                    "Expected a time such as 2026-01-31T12:00:00Z, but found " + at.describe(),
                    "");
        }
        return time;
    }

    /** Reads a case; {@code null} where it is none. */
    @Nullable TestCase read(Node node, Shared shared) {
        Fields fields = Fields.of(problems, node, "a test", FIELDS);
        if (fields == null) {
            return null;
        }
        String name = fields.required("name");
        Node at = Objects.requireNonNullElse(fields.node("name"), node);
        Shared own = shared(fields, shared);
        List<CaseStep> happens = new ArrayList<>(steps.decisions(fields.list("decisions")));
        happens.addAll(steps.events(fields.list("events")));
        happens.addAll(steps.controls(fields.list("controls")));
        return new TestCase(
                name,
                at,
                inputs(own.inputs(), fields, at),
                own.startedBy(),
                own.labels(),
                own.startsAt(),
                own.limit(),
                own.mocks(),
                happens,
                expected.read(fields.node("expect"), at));
    }

    private Map<String, @Nullable Object> inputs(Map<String, @Nullable Object> given, Fields fields, Node at) {
        return switch (InputBinder.bind(subject.plan().definition(), given)) {
            case Binding.Bound bound -> bound.values();
            case Binding.Refused refused -> {
                @Nullable Node written = fields.node("inputs");
                refused.failures()
                        .forEach(failure -> problems.error(
                                ProblemCode.INPUTS,
                                written == null ? at : NodePaths.nearest(written, failure.pointer()),
                                failure.message(),
                                failure.hint()));
                yield Map.of();
            }
        };
    }

    /** The plain value of a node that may be missing. */
    static @Nullable Object value(@Nullable Node node) {
        return node == null ? null : NodeValues.value(node);
    }
}

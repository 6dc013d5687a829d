package dev.weft.definitions.agent;

import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.input.JsonSchemas;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.size.Extent;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From an agent's file (YAML or JSON) to an agent, or everything that is wrong with it. */
public final class AgentReader {
    private static final String PARAMETERS = "the operation's parameters";
    private static final String OUTPUT = "what it gives";
    private static final Pattern SHARE = Pattern.compile("([1-9]\\d?|100)%");
    private static final int BREAKER_CALLS = 20;
    private static final int BREAKER_TRIALS = 3;
    private static final int MOST_CALLS = 100;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final AgentReport report;
    private final KindReader kinds;

    private AgentReader(AgentReport report, KindReader kinds) {
        this.report = report;
        this.kinds = kinds;
    }

    /**
     * Reads an agent.
     *
     * @param folder absolute path of the folder that the file lies in, for programs beside it; {@code null} where the
     *     text comes from no folder, such as over REST
     */
    public static AgentReading read(SourceText source, @Nullable Path folder) {
        return read(source, folder, Map.of());
    }

    /** Whether a text is an agent's file and no definition: it has a {@code kind}, and neither a version nor tasks. */
    public static boolean isAgent(SourceText source) {
        return NodeReader.read(new ProblemCollector(source)) instanceof MapNode document
                && document.get("kind") != null
                && document.get("version") == null
                && document.get("tasks") == null;
    }

    /**
     * Reads an agent of many.
     *
     * @param taken names of the agents before it, each with its file
     */
    static AgentReading read(SourceText source, @Nullable Path folder, Map<String, String> taken) {
        ProblemCollector problems = new ProblemCollector(source);
        Node node = NodeReader.read(problems);
        if (node == null) {
            return new AgentReading(null, problems.sorted());
        }
        if (!(node instanceof MapNode document)) {
            problems.error(
                    ProblemCode.TYPE,
                    node,
                    "Expected an agent: a map with name, kind and more, but found " + node.describe(),
                    "");
            return new AgentReading(null, problems.sorted());
        }
        AgentReport report = new AgentReport(document, problems);
        Agent agent = new AgentReader(report, new KindReader(report, folder)).agent(NodeValues.map(document));
        if (agent != null && taken.containsKey(agent.name())) {
            String first = taken.get(agent.name());
            report.warning(
                    ProblemCode.DUPLICATE_NAME,
                    "/name",
                    "Expected an agent of another name, but found \"" + agent.name() + "\", which is in " + first
                            + ", too",
                    "Only the one in " + first + " counts: rename or remove one of them.");
        }
        return new AgentReading(problems.hasErrors() ? null : agent, problems.sorted());
    }

    private @Nullable Agent agent(Map<String, @Nullable Object> document) {
        AgentFields fields = ParameterBinder.bind(AgentFields.class, document, report::violation);
        if (fields == null) {
            return null;
        }
        if (!fields.name().matches(Agent.NAME)) {
            report.error(
                    ProblemCode.VALUE,
                    "/name",
                    "Expected a name of letters, digits, _ . and -, but found \"" + fields.name() + '"',
                    "");
        }
        if (fields.maxConcurrent() != null && fields.maxConcurrent() < 1) {
            report.error(
                    ProblemCode.VALUE,
                    "/max_concurrent",
                    "Expected a whole number from 1, but found " + fields.maxConcurrent(),
                    "Leave it out where any number of calls may go on at once.");
        }
        Extent resources =
                fields.resources() == null ? null : new AgentResources(report).read(fields.resources(), fields.kind());
        AgentKind kind = kinds.read(fields);
        return kind == null
                ? null
                : new Agent(
                        fields.name(),
                        fields.description() == null ? "" : fields.description(),
                        fields.capabilities() == null ? List.of() : fields.capabilities(),
                        operations(fields.operations()),
                        outputs(fields),
                        fields.maxConcurrent(),
                        rateLimit(fields.rateLimit()),
                        fields.breaker() == null ? null : breaker(fields.breaker()),
                        fields.health() == null ? null : new HealthReader(report).read(fields.health(), fields.kind()),
                        resources,
                        kind);
    }

    private @Nullable RateLimit rateLimit(@Nullable String written) {
        if (written == null) {
            return null;
        }
        Optional<RateLimit> limit = RateLimit.parse(written);
        if (limit.isEmpty()) {
            report.error(
                    ProblemCode.VALUE,
                    "/rate_limit",
                    "Expected calls in a time, such as " + RateLimit.FORM + ", but found \"" + written + '"',
                    "");
        }
        return limit.orElse(null);
    }

    private Breaker breaker(AgentFields.BreakerFields fields) {
        Matcher share = SHARE.matcher(Objects.requireNonNullElse(fields.failures(), "50%"));
        boolean known = share.matches();
        if (!known) {
            report.error(
                    ProblemCode.VALUE,
                    "/breaker/failures",
                    "Expected a share from 1% to 100%, but found \"" + fields.failures() + '"',
                    "");
        }
        return new Breaker(
                known ? Integer.parseInt(share.group(1)) : 1,
                among("/breaker/calls", fields.calls(), BREAKER_CALLS),
                time("/breaker/window", fields.window(), Duration.ofMinutes(5)),
                time("/breaker/open", fields.open(), Duration.ofSeconds(30)),
                among("/breaker/trials", fields.trials(), BREAKER_TRIALS),
                Objects.requireNonNullElse(fields.whenOpen(), Breaker.WhenOpen.WAIT));
    }

    private int among(String pointer, @Nullable Integer written, int usual) {
        if (written != null && (written < 1 || written > MOST_CALLS)) {
            report.error(
                    ProblemCode.VALUE,
                    pointer,
                    "Expected a whole number from 1 to " + MOST_CALLS + ", but found " + written,
                    "");
        }
        return written == null ? usual : written;
    }

    private long time(String pointer, @Nullable Duration written, Duration usual) {
        if (written != null && (written.toMillis() < 1 || written.compareTo(LONGEST) > 0)) {
            report.error(
                    ProblemCode.VALUE,
                    pointer,
                    "Expected a time of up to a day, but found " + DurationText.format(written),
                    "");
        }
        return (written == null ? usual : written).toMillis();
    }

    private Map<String, Map<String, @Nullable Object>> operations(@Nullable Object written) {
        Map<String, Map<String, @Nullable Object>> operations = new LinkedHashMap<>();
        if (written instanceof List<?> names) {
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i) instanceof String name && !name.isBlank()) {
                    operations.put(name, Map.of());
                } else {
                    report.error(ProblemCode.TYPE, "/operations/" + i, "Expected the name of an operation", "");
                }
            }
        } else if (written instanceof Map<?, ?> schemas) {
            schemas.forEach((name, schema) -> operations.put(
                    String.valueOf(name), schema("/operations/" + escape(String.valueOf(name)), PARAMETERS, schema)));
        } else if (written != null) {
            report.error(
                    ProblemCode.TYPE,
                    "/operations",
                    "Expected a list of names, or a map from names to JSON Schemas, but found another value",
                    "");
        }
        return operations;
    }

    private Map<String, Map<String, @Nullable Object>> outputs(AgentFields fields) {
        Map<String, Map<String, @Nullable Object>> outputs = new LinkedHashMap<>();
        if (fields.output() != null) {
            outputs.put(Agent.ANY_OPERATION, schema("/output", OUTPUT, fields.output()));
        }
        Map<String, Map<String, @Nullable Object>> operations = operations(fields.operations());
        if (fields.outputs() != null) {
            fields.outputs().forEach((name, schema) -> {
                String pointer = "/outputs/" + escape(name);
                if (!operations.isEmpty() && !operations.containsKey(name)) {
                    report.error(
                            ProblemCode.UNKNOWN_OPERATION,
                            pointer,
                            "Expected one of its operations, but found \"" + name + '"',
                            Suggestion.didYouMean(name, operations.keySet(), "Name it in operations, too."));
                }
                outputs.put(name, schema(pointer, OUTPUT, schema));
            });
        }
        return outputs;
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private Map<String, @Nullable Object> schema(String pointer, String what, @Nullable Object written) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        if (written instanceof Map<?, ?> map) {
            map.forEach((key, value) -> schema.put(String.valueOf(key), value));
            for (JsonSchemas.Mismatch mismatch : JsonSchemas.checkSchema(schema)) {
                report.error(
                        ProblemCode.INPUT_SCHEMA,
                        pointer + mismatch.pointer(),
                        "Expected the JSON Schema of " + what + ": " + mismatch.message(),
                        "");
            }
        } else if (written != null) {
            report.error(ProblemCode.TYPE, pointer, "Expected a JSON Schema, but found another value", "");
        }
        return schema;
    }
}

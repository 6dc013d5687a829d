package dev.weft.worker.interpreter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentReader;
import dev.weft.definitions.agent.AgentReading;
import dev.weft.definitions.expression.Values;
import dev.weft.definitions.model.Durations;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.size.Extent;
import dev.weft.definitions.source.SourceText;
import dev.weft.worker.interpreter.failure.SteeringRules;
import dev.weft.worker.interpreter.gate.DelegationRules;
import dev.weft.worker.interpreter.gate.GateRules;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.interpreter.undo.RollbackRules;
import dev.weft.worker.protocol.ChildDefinition;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DefinitionClaim;
import dev.weft.worker.protocol.Delegation;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.PinnedDefinition;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.protocol.agent.SeenAgent;
import dev.weft.worker.room.Capacity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A golden case of a run, from YAML: a definition, what its attempts do, what people do, what is expected. */
final class RunCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PLANS = 2_500;
    private static final Map<String, Plan> PLANS = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Plan> eldest) {
            return size() > MOST_PLANS;
        }
    };

    private final Map<String, Object> yaml;

    RunCase(Map<String, Object> yaml) {
        this.yaml = yaml;
    }

    SimulatedWorld world() {
        RunLoop loop = new RunLoop(plan(json(yaml.get("definition"))), facts());
        SimulatedWorld world = new SimulatedWorld(loop, this::behaviour, this::found);
        for (Map<String, Object> event : list(yaml.get("events"))) {
            world.at(Durations.parse(text(event, "at")), (state, now) -> {
                if (event.get("decide") instanceof Map<?, ?> decide) {
                    return decision(loop, state, map(decide), now);
                }
                if (event.get("delegate") instanceof Map<?, ?> delegate) {
                    return delegation(loop, state, map(delegate), now);
                }
                if (event.get("steer") instanceof Map<?, ?> steer) {
                    return steering(loop, state, map(steer), now);
                }
                if (event.containsKey("signal")) {
                    return signal(event.get("signal"), now);
                }
                if (event.get("log") instanceof Map<?, ?> logged) {
                    world.events.put(logged, now);
                    return new RunEvent.AttemptCancelled(now, 0, -1);
                }
                if (event.containsKey("rollback")) {
                    return rollback(
                            loop,
                            state,
                            new Control("rollback", "somebody", (String) event.get("rollback"), null),
                            now);
                }
                return switch (text(event, "do")) {
                    case "pause" -> new RunEvent.PauseAsked(now);
                    case "resume" -> new RunEvent.ResumeAsked(now);
                    case "cancel" -> new RunEvent.CancelAsked(now);
                    case "undo" -> rollback(loop, state, new Control("undo", "somebody", null, null), now);
                    default -> throw new IllegalArgumentException("Unknown event " + event);
                };
            });
        }
        if (Boolean.TRUE.equals(yaml.get("no_event_log"))) {
            world.events.lose();
        }
        world.results.remember();
        world.results.others(this::cached);
        if (yaml.get("taken_for_the_run") instanceof Map<?, ?> taken) {
            world.leases.claim(claim(map(taken), loop.facts().run()), SimulatedWorld.START);
        }
        for (Map<String, Object> one : list(yaml.get("seen"))) {
            world.seen.add(new SeenAgent(
                    text(one, "agent"),
                    (int) one.getOrDefault("others", 0),
                    Boolean.TRUE.equals(one.get("down")),
                    Boolean.TRUE.equals(one.get("left_alone"))));
        }
        if (yaml.get("room") instanceof Map<?, ?> room && room.get("cpu") instanceof Number cores) {
            world.leases.room = new Extent(Extent.thousandths(cores.doubleValue()), Capacity.ENDLESS.memory());
        }
        int number = 0;
        for (Map<String, Object> other : list(yaml.get("others"))) {
            world.other(
                    claim(other, "other-" + ++number),
                    Durations.parse(other.getOrDefault("from", "0s").toString()),
                    Durations.parse(text(other, "until")));
        }
        return world;
    }

    /** What another run claims: {@code kind}, {@code key}, {@code limit}, {@code when_full}. */
    static LeaseClaim claim(Map<String, Object> other, String run) {
        String key = text(other, "key");
        return new LeaseClaim(
                WeftLease.id(WeftLease.Kind.valueOf(text(other, "kind").toUpperCase(Locale.ROOT)), key),
                key,
                run,
                null,
                "run",
                "",
                (int) other.getOrDefault("limit", 1),
                LeaseClaim.WhenFull.valueOf(
                        other.getOrDefault("when_full", "queue").toString().toUpperCase(Locale.ROOT)));
    }

    Map<String, Object> expected() {
        return map(yaml.get("expect"));
    }

    /** Plans of documents: the same seeds make the same documents in one test after the other. */
    private static Plan plan(String document) {
        synchronized (PLANS) {
            Plan known = PLANS.get(document);
            if (known != null) {
                return known;
            }
        }
        Plan plan = Definitions.compile(canonical(document));
        synchronized (PLANS) {
            PLANS.put(document, plan);
        }
        return plan;
    }

    static String canonical(String document) {
        Reading reading = Definitions.read(new SourceText("case", document), Surroundings.UNKNOWN);
        if (reading.definition() == null) {
            throw new IllegalArgumentException("The case's definition has problems: " + reading.problems());
        }
        return Definitions.canonical(reading.definition());
    }

    /** What a run finds that asks for a definition: those under {@code found}. */
    private @Nullable ChildDefinition found(DefinitionClaim claim) {
        Object definition = map(yaml.get("found")).get(claim.workflow());
        int revision = claim.revision() == null ? 7 : claim.revision();
        return definition == null
                ? null
                : new ChildDefinition(claim.workflow(), revision, canonical(json(definition)), Map.of(), Map.of());
    }

    /** What a run carries: those under {@code definitions}. */
    private Map<String, PinnedDefinition> carried() {
        Map<String, PinnedDefinition> carried = new LinkedHashMap<>();
        map(yaml.get("definitions"))
                .forEach((key, definition) -> carried.put(
                        key,
                        new PinnedDefinition(
                                key.replaceAll("@.*", ""),
                                2,
                                "digest",
                                canonical(json(definition)),
                                List.of("worker"),
                                List.of())));
        return carried;
    }

    /** A run of a definition that takes no inputs, with one agent {@code worker}. */
    static RunLoop loop(String definition) {
        return new RunLoop(plan(definition), new RunCase(Map.of()).facts());
    }

    /** As the other, of another id. */
    static RunLoop loop(String run, String definition) {
        return new RunLoop(
                plan(definition),
                new RunFacts(run, new RunCase(Map.of()).facts().request()));
    }

    /** A run with inputs that needn't be declared. */
    static RunLoop loop(String definition, Map<String, Object> inputs) {
        return new RunLoop(plan(definition), new RunCase(Map.of("inputs", inputs)).facts());
    }

    /** A run on a platform on which so many go on at once. */
    static RunLoop onPlatform(String definition, int maxRuns) {
        return new RunLoop(plan(definition), new RunCase(Map.of("max_runs", maxRuns)).facts());
    }

    /** A run whose agent takes so many calls at once. */
    static RunLoop limited(String definition, int atOnce) {
        return new RunLoop(plan(definition), new RunCase(Map.of("agents_at_once", atOnce)).facts());
    }

    /** One with what stands under {@code agents_at_once} and {@code bounds}. */
    private Agent agent(String name) {
        Map<String, @Nullable Object> file = new LinkedHashMap<>(map(yaml.get("bounds")));
        if (yaml.get("agents") instanceof Map<?, ?> agents && agents.get(name) instanceof Map<?, ?> own) {
            file.putAll(map(own));
        }
        file.putAll(Map.of("name", name, "kind", "java", "handler", "none", "capabilities", List.of("working")));
        if (yaml.get("agents_at_once") instanceof Integer limit) {
            file.put("max_concurrent", limit);
        }
        AgentReading reading = AgentReader.read(new SourceText("agent", json(file)), null);
        if (reading.agent() == null) {
            throw new IllegalArgumentException("The case's agent has problems: " + reading.problems());
        }
        return reading.agent();
    }

    private RunFacts facts() {
        Map<String, Agent> agents = new LinkedHashMap<>();
        Iterable<?> names = yaml.get("agents") instanceof List<?> some
                ? some
                : yaml.get("agents") instanceof Map<?, ?> some ? some.keySet() : List.of("worker");
        for (Object name : names) {
            agents.put(name.toString(), agent(name.toString()));
        }
        int depth = yaml.get("depth") instanceof Integer number ? number : 0;
        return new RunFacts(
                "run-1",
                new RunRequest(
                        "test",
                        1,
                        "",
                        map(yaml.get("inputs")),
                        agents,
                        "ann",
                        Map.of("team", "blue"),
                        List.of(SignedBy.API.publicKey()),
                        2,
                        depth == 0 ? null : new ParentRun("run-0", "t", depth, true),
                        carried(),
                        null,
                        null,
                        null,
                        null,
                        (Integer) yaml.get("max_runs")));
    }

    /** What other runs have put, under {@code cached}: the output and whose it is, by path. */
    private SimulatedResults.@Nullable Result cached(String path) {
        Map<String, Object> one = map(map(yaml.get("cached")).get(path));
        return one.isEmpty()
                ? null
                : new SimulatedResults.Result(text(one, "run"), Values.normalise(one.get("output")));
    }

    private SimulatedWorld.Behaviour behaviour(String path, int execution, int attempt) {
        Map<String, Object> executions = map(map(yaml.get("executions")).get(path));
        Object ofExecution = ((Map<?, ?>) executions).get(execution);
        List<Map<String, Object>> all =
                list(ofExecution == null ? map(yaml.get("attempts")).get(path) : ofExecution);
        if (all.isEmpty()) {
            return SimulatedWorld.Behaviour.DONE;
        }
        Map<String, Object> one = all.get(Math.min(attempt, all.size()) - 1);
        Map<String, Object> fail = map(one.get("fail"));
        return new SimulatedWorld.Behaviour(
                Durations.parse(one.getOrDefault("takes", "1s").toString()),
                one.get("output"),
                fail.isEmpty()
                        ? null
                        : new Failure(
                                text(fail, "code"),
                                fail.getOrDefault("message", "it broke").toString(),
                                !Boolean.FALSE.equals(fail.get("retryable"))),
                fail.containsKey("retry_after")
                        ? Durations.parse(fail.get("retry_after").toString())
                        : null);
    }

    /** Through the API, and so signed, unless the case names another channel. */
    @SuppressWarnings("unchecked")
    static RunEvent decision(RunLoop loop, RunState state, Map<String, Object> decide, Instant now) {
        Decision decision = new Decision(
                String.valueOf(decide.get("task")),
                String.valueOf(decide.get("decision")),
                String.valueOf(decide.get("by")),
                (List<String>) decide.get("roles"),
                (String) decide.get("comment"),
                (Integer) decide.get("level"),
                decide.get("inputs") == null ? null : new LinkedHashMap<>(map(decide.get("inputs"))),
                null);
        boolean signed = decide.getOrDefault("channel", "api").equals("api");
        try {
            return switch (GateRules.admit(
                    loop, state, signed ? SignedBy.API.sign(loop, state, decision) : decision, now)) {
                case GateRules.Admitted.Counts counts -> counts.event();
                case GateRules.Admitted.Repeats repeats -> new RunEvent.DecisionIgnored(now, "said before");
            };
        } catch (RefusedException e) {
            return new RunEvent.DecisionIgnored(now, String.valueOf(e.getMessage()));
        }
    }

    @SuppressWarnings("unchecked")
    private static RunEvent delegation(RunLoop loop, RunState state, Map<String, Object> delegate, Instant now) {
        Delegation delegation = new Delegation(
                text(delegate, "task"),
                text(delegate, "by"),
                text(delegate, "to"),
                (List<String>) delegate.get("roles"),
                (Integer) delegate.get("level"),
                null);
        boolean signed = delegate.getOrDefault("channel", "api").equals("api");
        try {
            return DelegationRules.admit(
                    loop, state, signed ? SignedBy.API.sign(loop, state, delegation) : delegation, now);
        } catch (RefusedException e) {
            return new RunEvent.DecisionIgnored(now, String.valueOf(e.getMessage()));
        }
    }

    private static RunEvent steering(RunLoop loop, RunState state, Map<String, Object> steer, Instant now) {
        Steering how = Steering.of(text(steer, "command")).orElseThrow();
        try {
            return SteeringRules.event(
                    loop,
                    state,
                    how,
                    new Control(text(steer, "command"), "ann", text(steer, "task"), steer.get("output")),
                    now);
        } catch (RefusedException e) {
            return new RunEvent.DecisionIgnored(now, String.valueOf(e.getMessage()));
        }
    }

    private static RunEvent signal(@Nullable Object json, Instant now) {
        try {
            return SimulatedEvents.signal(json, now);
        } catch (RefusedException e) {
            return new RunEvent.DecisionIgnored(now, String.valueOf(e.getMessage()));
        }
    }

    private static RunEvent rollback(RunLoop loop, RunState state, Control asked, Instant now) {
        try {
            return RollbackRules.event(loop, state, asked, now);
        } catch (RefusedException e) {
            return new RunEvent.DecisionIgnored(now, String.valueOf(e.getMessage()));
        }
    }

    private static String text(Map<String, Object> map, String key) {
        return String.valueOf(map.get(key));
    }

    static Duration duration(Object text) {
        return Durations.parse(text.toString());
    }

    static String json(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(@Nullable Object value) {
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }
}

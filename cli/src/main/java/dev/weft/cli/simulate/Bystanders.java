package dev.weft.cli.simulate;

import dev.weft.cli.cases.Subject;
import dev.weft.cli.cases.TaskPath;
import dev.weft.cli.trial.Volunteers;
import dev.weft.cli.verdict.Outcome;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.likeness.Guesses;
import dev.weft.definitions.model.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** People who approve, and events that come, unless it is said otherwise. Thread safe. */
public final class Bystanders implements Volunteers {
    /** An event that nobody has given comes so often to a task, so that a run that listens comes to an end. */
    static final int EVENTS = 3;

    private static final String NONE = "none";
    private static final String DECIDE = "PATH=approve|reject|request_changes|none";
    private static final List<String> DECISIONS = List.of("approve", "reject", "request_changes", NONE);

    private final Map<TaskPath, List<Answered>> decisions = new LinkedHashMap<>();
    private final Map<String, List<Template>> events = new LinkedHashMap<>();
    private final Map<TaskPath, Duration> takes = new LinkedHashMap<>();
    private final Map<String, Map<String, @Nullable Object>> guesses;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final Map<String, @Nullable Object> madeUp = new ConcurrentSkipListMap<>();
    private final Map<String, String> decided = new ConcurrentSkipListMap<>();
    private final List<Event> happened = Collections.synchronizedList(new ArrayList<>());
    private final String main;

    /** A decision, for so many askings; {@code null} for all that follow. */
    private record Answered(String decision, @Nullable Integer times) {}

    /**
     * An event that came.
     *
     * @param after how long after a task began to wait for it
     */
    record Event(String type, @Nullable Object data, Duration after) {}

    /** @param guesses data of events that are made up, by definition and path */
    Bystanders(Subject subject, Given given, Map<String, Map<String, @Nullable Object>> guesses) {
        this.guesses = guesses;
        this.main = subject.workflow();
        OptionReader reader = new OptionReader(subject);
        given.decisions().forEach(written -> {
            OptionReader.Parts option = OptionReader.counted("--decide", written, DECIDE);
            TaskPath path = reader.task(
                    option, "an approval gate", work -> isOf(work, "approval_gate"), "Nobody is asked there.");
            decisions
                    .computeIfAbsent(path, none -> new ArrayList<>())
                    .add(new Answered(OptionReader.word(option, DECISIONS), option.times()));
        });
        given.events().forEach(written -> {
            OptionReader.Parts option = OptionReader.plain("--event", written, "TYPE=JSON");
            List<Template> all = events.computeIfAbsent(option.name(), none -> new ArrayList<>());
            if (!NONE.equals(option.value())) {
                all.add(OptionReader.value(option));
            }
        });
    }

    static boolean isOf(Work work, String action) {
        return work instanceof Work.ActionCall call && call.action().name().equals(action);
    }

    /** People of a gate, or an event, take so long. */
    void take(TaskPath path, Duration duration) {
        takes.put(path, duration);
    }

    /** Gates that nobody could decide, by path, with the reason. */
    Map<String, String> refused() {
        return refused;
    }

    /** Decisions that nobody has given, by the path of the gate. */
    Map<String, String> decided() {
        return decided;
    }

    /** Data of events that came and nobody has given, by type. */
    Map<String, @Nullable Object> madeUp() {
        return madeUp;
    }

    @Override
    public @Nullable Vote asked(String workflow, String path, int level) {
        TaskPath key = best(decisions, workflow, path);
        String decision = "approve";
        if (key != null) {
            int asked = counts.merge("gate " + key, 1, Integer::sum);
            decision = turn(decisions.getOrDefault(key, List.of()), asked);
        } else {
            decided.put(Outcome.key(main, workflow, TaskPath.planned(path)), decision);
        }
        return decision.equals(NONE) ? null : new Vote(decision, takes(workflow, path));
    }

    /** The last one holds for all that follow, where it doesn't say how often: else people approve. */
    private static String turn(List<Answered> all, int asked) {
        int left = asked;
        for (int i = 0; i < all.size(); i++) {
            Answered one = all.get(i);
            int times = one.times() != null ? one.times() : i == all.size() - 1 ? Integer.MAX_VALUE : 1;
            if (left <= times) {
                return one.decision();
            }
            left -= times;
        }
        return "approve";
    }

    @Override
    public @Nullable Happening awaited(String workflow, String task, String type) {
        List<Template> given = events.get(type);
        if (given != null) {
            int number = counts.merge("type " + type, 1, Integer::sum);
            return number > given.size()
                    ? null
                    : comes(type, new Happening(value(given.get(number - 1)), null, takes(workflow, task)));
        }
        int number = counts.merge("task " + workflow + "/" + task, 1, Integer::sum);
        if (number > EVENTS) {
            return null;
        }
        Object data = guesses.getOrDefault(workflow, Map.of()).get(task);
        madeUp.put(type, data == null ? Map.of() : data);
        return comes(type, new Happening(data, null, takes(workflow, task)));
    }

    private Happening comes(String type, Happening happening) {
        happened.add(new Event(type, happening.data(), happening.after()));
        return happening;
    }

    /** Events that came, in turn. */
    List<Event> happened() {
        synchronized (happened) {
            return List.copyOf(happened);
        }
    }

    private static @Nullable Object value(Template template) {
        try {
            return template.evaluate(name -> null);
        } catch (EvaluationException e) {
            throw OptionReader.wrong("Expected data of an event in --event, but: " + e.getMessage());
        }
    }

    @Override
    public Map<String, @Nullable Object> answers(Map<String, Map<String, @Nullable Object>> schemas) {
        Map<String, @Nullable Object> answers = new LinkedHashMap<>();
        schemas.forEach((name, schema) -> answers.put(name, Guesses.value(schema, name)));
        return answers;
    }

    @Override
    public void refused(String workflow, String path, String reason) {
        refused.putIfAbsent(Outcome.key(main, workflow, path), reason);
    }

    /** How long people of a gate take, or an event. */
    Duration takes(String workflow, String path) {
        TaskPath key = best(takes, workflow, path);
        return key == null ? Duration.ZERO : takes.getOrDefault(key, Duration.ZERO);
    }

    private static @Nullable TaskPath best(Map<TaskPath, ?> all, String workflow, String path) {
        TaskPath best = null;
        for (TaskPath one : all.keySet()) {
            if (one.matches(workflow, path) && (best == null || one.exactness() > best.exactness())) {
                best = one;
            }
        }
        return best;
    }
}

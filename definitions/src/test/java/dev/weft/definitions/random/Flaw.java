package dev.weft.definitions.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One thing that can be wrong with a valid definition. */
public enum Flaw {
    VERSION(definition -> definition.put("version", "3.1.0"), "/version"),
    ID(definition -> definition.put("id", "Not An Id"), "/id"),
    NO_TASKS(definition -> definition.put("tasks", new Fields()), "/tasks"),
    WITHOUT_TASKS(definition -> definition.remove("tasks"), ""),
    RETYPED(definition -> definition.put("tasks", List.of("a")), "/tasks"),
    PRIORITY(definition -> definition.put("policy", new Fields().and("priority", 6L)), "/policy/priority"),
    OUTPUTS(definition -> definition.put("outputs", Map.of("o", "${{ tasks.nowhere.output }}")), "/outputs/o"),
    UNKNOWN_FIELD((task, id) -> set(task, "neds", List.of(id)), "/neds"),
    NO_WORK((task, id) -> remove(task, "action", "tasks"), ""),
    TWO_WORKS((task, id) -> task.put(task.containsKey("tasks") ? "action" : "tasks", "transform") == null, ""),
    UNKNOWN_ACTION((task, id) -> task.replace("action", "transfrom") != null, "/action"),
    UNKNOWN_NEED((task, id) -> set(task, "needs", List.of("nowhere")), "/needs"),
    SELF_NEED((task, id) -> set(task, "needs", List.of(id)), "/needs"),
    NEEDS_TYPE((task, id) -> set(task, "needs", new Fields().and("a", 1L)), "/needs"),
    JOIN((task, id) -> set(task, "join", "sometimes"), "/join"),
    UNKNOWN_NAME((task, id) -> set(task, "when", "nothing.x"), "/when"),
    UNKNOWN_TASK((task, id) -> set(task, "when", "tasks.nowhere.status == 'x'"), "/when"),
    ITSELF((task, id) -> set(task, "when", RandomTasks.self(id) + ".output == 1"), "/when"),
    SYNTAX((task, id) -> set(task, "when", "1 +"), "/when"),
    NO_TRUTH((task, id) -> set(task, "when", "1 + 1"), "/when"),
    TYPES((task, id) -> set(task, "when", "1 + 'a' == 2"), "/when"),
    UNIT((task, id) -> set(task, "deadline", 5L), "/deadline"),
    UNCLOSED((task, id) -> set(task, "deadline", "${{ inputs.x "), "/deadline"),
    CONCURRENCY((task, id) -> set(task, "concurrency", new Fields().and("limit", 2L)), "/concurrency"),
    LIMIT((task, id) -> set(task, "concurrency", new Fields().and("key", 1L).and("limit", 0L)), "/concurrency/limit"),
    TURNS((task, id) -> set(task, "repeat", new Fields().and("until", "true")), "/repeat"),
    TESTS(
            (task, id) -> set(
                    task,
                    "repeat",
                    new Fields().and("max", 2L).and("until", "true").and("while", "true")),
            "/repeat"),
    ITEMS((task, id) -> set(task, "for_each", new Fields().and("in", "no list")), "/for_each"),
    AS((task, id) -> set(task, "for_each", new Fields().and("in", List.of()).and("as", "inputs")), "/for_each/as"),
    FALLBACK((task, id) -> set(task, "on_failure", new Fields().and("run", new Fields())), "/on_failure/run"),
    ON_FAILURE((task, id) -> set(task, "on_failure", "panic"), "/on_failure"),
    UNDO((task, id) -> set(task, "compensate", "delete it"), "/compensate");

    private final BiPredicate<Map<String, @Nullable Object>, String> breaks;
    private final boolean ofTask;
    private final String below;

    Flaw(Consumer<Map<String, @Nullable Object>> breaks, String place) {
        this.breaks = (definition, id) -> {
            breaks.accept(definition);
            return true;
        };
        this.ofTask = false;
        this.below = place;
    }

    Flaw(BiPredicate<Map<String, @Nullable Object>, String> breaks, String below) {
        this.breaks = breaks;
        this.ofTask = true;
        this.below = below;
    }

    private record Place(Map<String, @Nullable Object> task, String id, String path) {}

    /**
     * Breaks a tree in one place.
     *
     * @return the JSON pointer at or below which there is something wrong now; empty where nothing could be broken so
     */
    public Optional<String> apply(Map<String, @Nullable Object> definition, long seed) {
        if (!ofTask) {
            return breaks.test(definition, "") ? Optional.of(below) : Optional.empty();
        }
        List<Place> tasks = new ArrayList<>();
        collect(definition, "", tasks);
        for (Place place : new Dice(seed).shuffled(tasks)) {
            if (breaks.test(place.task(), place.id())) {
                return Optional.of(place.path() + below);
            }
        }
        return Optional.empty();
    }

    private static void collect(Map<String, @Nullable Object> holder, String path, List<Place> tasks) {
        Map<String, @Nullable Object> children = map(Objects.requireNonNull(holder.get("tasks")));
        children.forEach((id, task) -> {
            Place place = new Place(map(Objects.requireNonNull(task)), id, path + "/tasks/" + id);
            tasks.add(place);
            if (place.task().containsKey("tasks")) {
                collect(place.task(), place.path(), tasks);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(Object value) {
        return (Map<String, @Nullable Object>) value;
    }

    private static boolean set(Map<String, @Nullable Object> task, String field, Object value) {
        task.put(field, value);
        return true;
    }

    private static boolean remove(Map<String, @Nullable Object> task, String... fields) {
        for (String field : fields) {
            task.remove(field);
        }
        return true;
    }
}

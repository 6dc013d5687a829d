package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.check.Absent;
import dev.weft.definitions.expression.check.Names;
import dev.weft.definitions.expression.check.ScopeTypes;
import dev.weft.definitions.expression.check.Type;
import dev.weft.definitions.model.ForEach;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.parse.ExpressionSite;
import dev.weft.definitions.parse.ExpressionSite.Place;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that an expression may use, by its place, with their types. */
final class ScopeNames {
    private final Check check;
    private final OutputTypes types;
    private final VisibleTasks tasks;
    private final CheckedExpressions checked = new CheckedExpressions(this);
    private final Names base;
    private final Names triggers;

    ScopeNames(Check check) {
        this.check = check;
        this.types = new OutputTypes(check, this);
        this.tasks = new VisibleTasks(check, types);
        Map<String, Type> visible = new LinkedHashMap<>();
        Type inputs = inputs(check);
        visible.put("inputs", inputs);
        visible.put("run", ScopeTypes.run());
        visible.put("now", Type.Simple.TIMESTAMP);
        Map<String, Absent> absent = new LinkedHashMap<>();
        absent.put("secrets", ScopeTypes.secrets());
        absent.put("output", elsewhere("output", "in compensate"));
        boolean brought =
                inputs instanceof Type.Fields fields && fields.fields().containsKey("event");
        absent.put(
                "event",
                new Absent(
                        Flaw.Kind.UNKNOWN_NAME,
                        "Expected a name that is known here, but found event, which is known in an event trigger and the"
                                + " filter of wait_for_event",
                        brought ? "The input of that name is inputs.event" : ""));
        absent.put("request", elsewhere("request", "in a webhook"));
        absent.put("schedule", elsewhere("schedule", "in a schedule"));
        absent.put("item", elsewhere("item", "inside of a for_each that calls it so"));
        absent.put("index", elsewhere("index", "inside of for_each and repeat"));
        absent.put("turn", elsewhere("turn", "inside of repeat"));
        for (TaskPlace place : check.tree().places()) {
            Task task = place.draft().task();
            if (task != null && task.forEach() != null) {
                absent.putIfAbsent(
                        task.forEach().as(),
                        elsewhere(
                                task.forEach().as(),
                                "inside of the for_each of " + place.draft().path()));
            }
        }
        visible.keySet().forEach(absent::remove);
        base = new Names(visible, absent);
        triggers = new Names(Map.of("now", Type.Simple.TIMESTAMP), absent)
                .without(
                        "inputs",
                        new Absent(
                                Flaw.Kind.UNKNOWN_NAME,
                                "Expected what the trigger knows, but found inputs, which it is about to give",
                                "Use event, request or schedule.time here"))
                .without("tasks", early("Use event, request or schedule.time here"));
        types.compute();
    }

    private static Absent elsewhere(String name, String where) {
        return new Absent(
                Flaw.Kind.UNKNOWN_NAME,
                "Expected a name that is known here, but found " + name + ", which is known " + where,
                "");
    }

    private static Absent early(String hint) {
        return new Absent(
                Flaw.Kind.NOT_UPSTREAM, "Expected a value that is known before any task, but found a task's", hint);
    }

    /** The names that an expression may use. */
    Names of(ExpressionSite site) {
        Names names = ofPlace(site);
        for (String more : site.sees()) {
            names = names.with(more, more.equals("event") ? ScopeTypes.event() : Type.Simple.ANY);
        }
        return names;
    }

    private Names ofPlace(ExpressionSite site) {
        return switch (site.place()) {
            case RUN -> base.without("tasks", early("Use inputs here"));
            case SCHEDULE -> triggers.with("schedule", ScopeTypes.schedule());
            case EVENT -> triggers.with("event", ScopeTypes.event());
            case WEBHOOK -> triggers.with("request", ScopeTypes.request());
            case WHOLE, WHERE, BEFORE_TURNS, ITEM, TURN, BLOCK_OUTPUTS -> {
                TaskPlace place = site.task() == null ? null : check.tree().find(site.task());
                yield place == null
                        ? base.with("tasks", Type.Simple.ANY)
                        : of(place, site.place()).with("tasks", tasks.of(site, place));
            }
            case OUTPUTS -> base.with("tasks", tasks.of(site, null));
        };
    }

    /** Expressions as checked. */
    CheckedExpressions checked() {
        return checked;
    }

    /** Types of what tasks give. */
    OutputTypes types() {
        return types;
    }

    /** The task that an expression means by an id, or {@code null} where there is none. */
    @Nullable TaskPlace resolve(ExpressionSite site, String id) {
        TaskPlace place = site.task() == null ? null : check.tree().find(site.task());
        return tasks.resolve(site, place, id);
    }

    /** All names of a place but {@code tasks}. */
    private Names of(TaskPlace place, Place kind) {
        Names names = inherited(place.level());
        Task task = place.draft().task();
        boolean items = has(place, "for_each");
        boolean turns = has(place, "repeat");
        if (items && kind != Place.WHOLE) {
            String as = as(place);
            names = as == null
                    ? names.with(ForEach.ITEM, Type.Simple.ANY)
                    : names.with(as, kind == Place.WHERE ? types.single(place) : types.item(place));
            names = names.with("index", Type.Simple.INTEGER);
            if (as != null && !names.visible().containsKey(ForEach.ITEM)) {
                names = names.without(ForEach.ITEM, otherwise(as));
            }
        }
        if (kind == Place.WHOLE && (items || turns)) {
            names = whole(names, task, items);
        }
        boolean inTurn = kind == Place.ITEM || kind == Place.TURN || kind == Place.BLOCK_OUTPUTS;
        if (turns && inTurn) {
            names = names.with("turn", Type.Simple.INTEGER);
            names = items ? names : names.with("index", Type.Simple.INTEGER);
        }
        return names;
    }

    /** What items are called, also where something else of the loop is wrong; {@code null} where that isn't known. */
    private static @Nullable String as(TaskPlace place) {
        Task task = place.draft().task();
        if (task != null && task.forEach() != null) {
            return task.forEach().as();
        }
        MapNode node = place.draft().node();
        return node != null
                        && node.get("for_each") instanceof MapNode loop
                        && loop.get("as") instanceof ScalarNode name
                        && name.isText()
                ? name.text()
                : null;
    }

    // What each item or turn has of its own is looked for most often in the condition of the whole.
    private static Names whole(Names names, @Nullable Task task, boolean items) {
        String as = task == null || task.forEach() == null
                ? ForEach.ITEM
                : task.forEach().as();
        Names known = names;
        for (String name : items ? List.of(as, "index", "turn") : List.of("index", "turn")) {
            if (!known.visible().containsKey(name)) {
                known = known.without(name, ofEach(name, items));
            }
        }
        return known;
    }

    private static Absent ofEach(String name, boolean items) {
        return new Absent(
                Flaw.Kind.UNKNOWN_NAME,
                "Expected a name that is known to the task as a whole, but found " + name + ", which is of each "
                        + (items ? "item" : "turn"),
                items
                        ? "This is worked out before the first item: to leave items out write where: below for_each, for more with each"
                                + " of them make a block of it"
                        : "This is worked out before the first turn");
    }

    private static Absent otherwise(String as) {
        return new Absent(
                Flaw.Kind.UNKNOWN_NAME,
                "Expected a name that is known here, but found item, which is called " + as + " here",
                "Write " + as);
    }

    private Names inherited(Level level) {
        TaskPlace owner = level.owner();
        if (owner == null) {
            return base;
        }
        return switch (level.relation()) {
            case TOP -> base;
            case BLOCK -> of(owner, Place.ITEM);
            case FALLBACK -> of(owner, Place.WHOLE);
            case COMPENSATION -> of(owner, Place.ITEM).with("output", types.each(owner));
        };
    }

    private static boolean has(TaskPlace place, String field) {
        return place.draft().node() != null && place.draft().node().entries().containsKey(field);
    }

    private static Type inputs(Check check) {
        if (!(check.draft().root().get("inputs") instanceof MapNode map)) {
            boolean none = check.draft().root().get("inputs") == null
                    && (check.draft().definition() == null
                            || check.draft().definition().inputs() != null);
            return ScopeTypes.inputs(none ? Map.of() : null);
        }
        if (check.problems().isIncomplete(map.path())) {
            return ScopeTypes.inputs(null);
        }
        Map<String, @Nullable Object> schemas = new LinkedHashMap<>();
        map.entries()
                .forEach((name, entry) -> schemas.put(
                        name,
                        check.problems().isDamaged(entry.value().path()) ? true : NodeValues.value(entry.value())));
        return ScopeTypes.inputs(schemas);
    }
}

package dev.weft.definitions.source;

import dev.weft.definitions.problem.ProblemCode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of a document couldn't be read for mistakes in its syntax. It decides what isn't said, as it may only follow from
 * that. Not thread safe.
 */
final class Damage {
    /** What may be in the part that couldn't be read. */
    private static final Set<ProblemCode> ABSENT = EnumSet.of(
            ProblemCode.MISSING_FIELD,
            ProblemCode.MISSING_PARAMETER,
            ProblemCode.TYPE,
            ProblemCode.PARAMETER_TYPE,
            ProblemCode.PARAMETERS,
            ProblemCode.CONFLICT,
            ProblemCode.NO_TASKS,
            ProblemCode.NOTHING_TO_UNDO);

    /** Of those, what a front end reports at the first field that is there, as the one that isn't has no place. */
    private static final Set<ProblemCode> AT_A_FIELD = EnumSet.of(ProblemCode.MISSING_FIELD, ProblemCode.NO_TASKS);

    /** What any part may be the reason for that isn't there. */
    private static final Set<ProblemCode> WHOLE = EnumSet.of(
            ProblemCode.UNUSED_CONDITION, ProblemCode.ALIAS, ProblemCode.UNREAD_DECISION, ProblemCode.NOT_SUPPORTED);

    /** What follows from which tasks there are, and how they need one another. */
    private static final Set<ProblemCode> GRAPH = EnumSet.of(
            ProblemCode.UNKNOWN_EXPRESSION_FIELD,
            ProblemCode.EXPRESSION_TYPE,
            ProblemCode.NOT_UPSTREAM,
            ProblemCode.CYCLE,
            ProblemCode.NEVER_RUNS);

    /** What follows from the names that a task gives its parts. */
    private static final Set<ProblemCode> NAMES =
            EnumSet.of(ProblemCode.UNKNOWN_EXPRESSION_FIELD, ProblemCode.EXPRESSION_TYPE);

    /** What looks at names that other places give. */
    private static final Set<ProblemCode> ELSEWHERE =
            EnumSet.of(ProblemCode.UNKNOWN_TASK, ProblemCode.UNKNOWN_NAME, ProblemCode.INPUTS);

    /** Fields of a definition from which nothing follows for its tasks. */
    private static final Set<String> APART =
            Set.of("name", "description", "labels", "triggers", "outputs", "defaults", "requires");

    /** Fields of a task from which nothing follows for others but what the task gives. */
    private static final Set<String> OWN = Set.of(
            "name",
            "description",
            "agent",
            "capability",
            "operation",
            "parameters",
            "outputs",
            "timeout",
            "heartbeat",
            "deadline",
            "sla",
            "retry",
            "cache",
            "placement",
            "resources",
            "concurrency",
            "compensate");

    /** Fields of a task that decide whether and how it ends. */
    private static final Set<String> ENDING = Set.of("action", "when", "join", "on_failure", "mode");

    /** Fields of a task that give names to what is in it. */
    private static final Set<String> NAMING = Set.of("for_each", "repeat");

    /** Where a task is: what is below damages only that. The tasks of a workflow among several have two steps more. */
    private static final Pattern TASK = Pattern.compile("(?:/tasks|(?:/workflows/[^/]+)?/steps)/[^/]+");

    /** What others may refer to a task by that is an item of a list. */
    private static final Pattern LISTED_ID = Pattern.compile("/\\d+/(?:id|task_id|name)$");

    private static final String TASKS = "tasks";

    /** The name of an entry whose name couldn't be read either. */
    private static final String SOMETHING = "?";

    /** A value that has a name by which tasks refer to it, which is read all the same. */
    private static final Pattern NAMED = Pattern.compile("/(?:conditions|dependencies)/[^/]+");

    private final Set<String> unread = new HashSet<>();
    private final Set<String> around = new HashSet<>();
    private final Set<String> tasks = new HashSet<>();
    private boolean outsideOfTasks;
    private boolean inputs;
    private boolean needs;
    private boolean ends;
    private boolean graph;
    private boolean top;

    /** A value that couldn't be read. */
    void unread(Pointer path) {
        unread.add(path.toString());
        String text = path.toString();
        outsideOfTasks |= LISTED_ID.matcher(text).find();
        note(path, NAMED.matcher(text).matches());
    }

    /** A map or list of which an entry couldn't be read. */
    void incomplete(Pointer path) {
        top |= path.parent() == null;
        note(path.field(SOMETHING), false);
    }

    private void note(Pointer path, boolean named) {
        Pointer task = null;
        for (Pointer at = path; at.parent() != null; at = at.parent()) {
            around.add(at.toString());
            if (at != path && TASK.matcher(at.toString()).matches()) {
                task = at;
            }
        }
        String[] steps = path.toString().substring(1).split("/");
        String field =
                steps[0].equals(TASKS) && steps.length > 1 && !steps[1].matches("\\d+") ? ofTheTask(steps) : null;
        if (field != null) {
            ofATask(field, String.valueOf(task));
        } else if (steps.length == 2 && steps[0].equals(TASKS) && !steps[1].matches("\\d+")) {
            // A task as a whole, of which the name is there, or not even that.
            needs = true;
            outsideOfTasks |= steps[1].equals(SOMETHING);
            tasks.add(path.toString());
        } else if (steps[0].equals("inputs")) {
            inputs = true;
        } else if (steps[0].equals("policy")) {
            ends = true;
        } else if (!APART.contains(steps[0])) {
            graph = true;
            outsideOfTasks |= task == null && !named;
            tasks.add(task == null ? path.toString() : task.toString());
        }
    }

    private void ofATask(String field, String task) {
        if (NAMING.contains(field)) {
            tasks.add(task);
        } else if (ENDING.contains(field)) {
            ends = true;
        } else if (!OWN.contains(field)) {
            needs = true;
            outsideOfTasks |= field.equals(TASKS);
            if (field.equals(SOMETHING)) {
                tasks.add(task);
            }
        }
    }

    /** The field of the innermost task that holds a place; {@code null} for none. */
    private static @Nullable String ofTheTask(String[] steps) {
        int field = 2;
        while (field + 2 < steps.length && steps[field].equals(TASKS)) {
            field += 2;
        }
        return field < steps.length ? steps[field] : null;
    }

    /** Whether something at a place or below it couldn't be read. */
    boolean touches(Pointer path) {
        return around.contains(path.toString());
    }

    /** Whether entries of a map or list are missing. */
    boolean isIncomplete(Pointer path) {
        return around.contains(path.field(SOMETHING).toString());
    }

    /** Whether a definition can be made out of the rest. */
    boolean isSmall() {
        return !top && !unread.contains("") && !unread.contains("/version") && !unread.contains("/type");
    }

    /** Whether a problem may only follow from the damage. */
    boolean explains(ProblemCode code, Pointer path) {
        if (WHOLE.contains(code)
                || graph && GRAPH.contains(code)
                || needs && code == ProblemCode.NOT_UPSTREAM
                || (needs || ends) && code == ProblemCode.NEVER_RUNS
                || ABSENT.contains(code) && around.contains(path.toString())) {
            return true;
        }
        Pointer holder = path.parent();
        if (AT_A_FIELD.contains(code) && holder != null && around.contains(holder.toString())) {
            return true;
        }
        boolean inTask = false;
        for (Pointer at = path; at != null; at = at.parent()) {
            String place = at.toString();
            if (unread.contains(place)) {
                return true;
            }
            inTask |= tasks.contains(place);
        }
        return inTask && NAMES.contains(code)
                || ELSEWHERE.contains(code) && (outsideOfTasks || inTask)
                || code == ProblemCode.INPUTS && inputs;
    }
}

package dev.weft.definitions.source;

import dev.weft.definitions.problem.ProblemCode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

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

    /** What looks at the document as a whole. */
    private static final Set<ProblemCode> WHOLE = EnumSet.of(
            ProblemCode.UNUSED_CONDITION,
            ProblemCode.UNKNOWN_EXPRESSION_FIELD,
            ProblemCode.EXPRESSION_TYPE,
            ProblemCode.ALIAS,
            ProblemCode.NOT_UPSTREAM,
            ProblemCode.CYCLE,
            ProblemCode.NEVER_RUNS,
            ProblemCode.UNREAD_DECISION,
            ProblemCode.NOT_SUPPORTED);

    /** What looks at names that other places give. */
    private static final Set<ProblemCode> ELSEWHERE =
            EnumSet.of(ProblemCode.UNKNOWN_TASK, ProblemCode.UNKNOWN_NAME, ProblemCode.INPUTS);

    /** Where a task is: what is below damages only that. The tasks of a workflow among several have two steps more. */
    private static final Pattern TASK = Pattern.compile("(?:/tasks|(?:/workflows/[^/]+)?/steps)/[^/]+");

    /** What others may refer to a task by. */
    private static final Set<String> IDS = Set.of("id", "task_id", "name");

    /** A value that has a name by which tasks refer to it, which is read all the same. */
    private static final Pattern NAMED = Pattern.compile("/(?:conditions|dependencies)/[^/]+");

    private final Set<String> unread = new HashSet<>();
    private final Set<String> around = new HashSet<>();
    private final Set<String> tasks = new HashSet<>();
    private boolean outsideOfTasks;
    private boolean top;

    /** A value that couldn't be read. */
    void unread(Pointer path) {
        unread.add(path.toString());
        String text = path.toString();
        outsideOfTasks |= IDS.contains(text.substring(text.lastIndexOf('/') + 1));
        note(path, NAMED.matcher(text).matches());
    }

    /** A map or list of which an entry couldn't be read. */
    void incomplete(Pointer path) {
        top |= path.parent() == null;
        note(path.field("?"), false);
    }

    private void note(Pointer path, boolean named) {
        Pointer task = null;
        for (Pointer at = path; at.parent() != null; at = at.parent()) {
            around.add(at.toString());
            if (at != path && TASK.matcher(at.toString()).matches()) {
                task = at;
            }
        }
        outsideOfTasks |= task == null && !named;
        tasks.add(task == null ? path.toString() : task.toString());
    }

    /** Whether a definition can be made out of the rest. */
    boolean isSmall() {
        return !top && !unread.contains("") && !unread.contains("/version") && !unread.contains("/type");
    }

    /** Whether a problem may only follow from the damage. */
    boolean explains(ProblemCode code, Pointer path) {
        if (WHOLE.contains(code) || ABSENT.contains(code) && around.contains(path.toString())) {
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
        return ELSEWHERE.contains(code) && (outsideOfTasks || inTask);
    }
}

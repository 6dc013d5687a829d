package dev.weft.definitions.source;

import dev.weft.definitions.problem.ProblemCode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

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

    /** What looks at the document as a whole. */
    private static final Set<ProblemCode> WHOLE = EnumSet.of(
            ProblemCode.ALIAS,
            ProblemCode.NOT_UPSTREAM,
            ProblemCode.CYCLE,
            ProblemCode.NEVER_RUNS,
            ProblemCode.UNREAD_DECISION,
            ProblemCode.NOT_SUPPORTED);

    /** What looks at names that other places give. */
    private static final Set<ProblemCode> ELSEWHERE = EnumSet.of(
            ProblemCode.UNKNOWN_TASK,
            ProblemCode.UNKNOWN_NAME,
            ProblemCode.UNKNOWN_EXPRESSION_FIELD,
            ProblemCode.EXPRESSION_TYPE,
            ProblemCode.INPUTS);

    private static final int WITHIN_A_TASK = 3;

    private final Set<String> unread = new HashSet<>();
    private final Set<String> around = new HashSet<>();
    private final Set<String> tasks = new HashSet<>();
    private boolean outsideOfTasks;
    private boolean top;

    /** A value that couldn't be read. */
    void unread(Pointer path) {
        unread.add(path.toString());
        note(path);
    }

    /** A map or list of which an entry couldn't be read. */
    void incomplete(Pointer path) {
        top |= path.parent() == null;
        note(path.field("?"));
    }

    private void note(Pointer path) {
        int depth = 0;
        for (Pointer at = path; at.parent() != null; at = at.parent()) {
            around.add(at.toString());
            depth++;
        }
        Pointer task = path;
        for (int i = depth; i > WITHIN_A_TASK - 1 && task.parent() != null; i--) {
            task = task.parent();
        }
        boolean within = depth >= WITHIN_A_TASK && path.toString().startsWith("/tasks/");
        outsideOfTasks |= !within;
        tasks.add(task.toString());
    }

    /** Whether a definition can be made out of the rest. */
    boolean isSmall() {
        return !top && !unread.contains("") && !unread.contains("/version");
    }

    /** Whether a problem may only follow from the damage. */
    boolean explains(ProblemCode code, Pointer path) {
        if (WHOLE.contains(code) || ABSENT.contains(code) && around.contains(path.toString())) {
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

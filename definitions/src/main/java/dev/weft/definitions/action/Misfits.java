package dev.weft.definitions.action;

import dev.weft.definitions.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with the values of a parameter record. Its compact constructor gathers all of it before it refuses, so that
 * an author sees everything at once. Not thread safe.
 */
public final class Misfits {
    private final List<Misfit> found = new ArrayList<>();

    /**
     * A value that can't be used, whatever the others are.
     *
     * @param pointer from the record to the value
     * @param message «Expected X, but found Y»
     * @param hint what to do
     */
    public void value(String pointer, String message, String hint) {
        add(ProblemCode.PARAMETER_VALUE, pointer, message, hint);
    }

    /**
     * Values that can each be used, but not together.
     *
     * @param pointer from the record to the value that is best changed; empty for the record
     * @param message «Expected X, but found Y»
     * @param hint what to do
     */
    public void together(String pointer, String message, String hint) {
        add(ProblemCode.PARAMETERS, pointer, message, hint);
    }

    /** Anything that has a code of its own elsewhere in the language. */
    public void add(ProblemCode code, String pointer, String message, String hint) {
        found.add(new Misfit(code, pointer, message, hint));
    }

    /**
     * Refuses the record where anything was found.
     *
     * @throws MisfitException with all of it
     */
    public void refuse() {
        if (!found.isEmpty()) {
            throw new MisfitException(found);
        }
    }
}

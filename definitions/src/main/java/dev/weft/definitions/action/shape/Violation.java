package dev.weft.definitions.action.shape;

import dev.weft.definitions.action.Misfit;
import dev.weft.definitions.problem.ProblemCode;
import java.util.List;

/**
 * A value that doesn't fit its shape.
 *
 * @param kind what is wrong with it
 * @param code under which a definition that holds it is refused
 * @param record JSON pointer to the record that refused it, where {@code kind} says so; else to the value
 * @param pointer JSON pointer (RFC 6901) to it; empty for the whole
 * @param plain «Expected X, but found Y», without its place and without a full stop
 * @param message the same with its place
 * @param known names that there are, where the one found is unknown
 * @param hint what to do, where the record knows; else empty
 */
public record Violation(
        Kind kind,
        ProblemCode code,
        String record,
        String pointer,
        String plain,
        String message,
        List<String> known,
        String hint) {
    /** What is wrong. */
    public enum Kind {
        /** A field that isn't there. */
        MISSING,
        /** A field that nobody knows. */
        UNKNOWN,
        /** A value of another type. */
        TYPE,
        /** A value, or several together, of which no record can be made. */
        RECORD
    }

    /** The message with its hint, for one line. */
    String withHint() {
        return hint.isEmpty() ? message : message + " (" + hint.replaceFirst("[.]$", "") + ")";
    }

    static Violation missing(String pointer, String expected) {
        return of(Kind.MISSING, ProblemCode.MISSING_PARAMETER, pointer, expected, "nothing");
    }

    static Violation type(String pointer, String expected, String found) {
        return of(Kind.TYPE, ProblemCode.PARAMETER_TYPE, pointer, expected, found);
    }

    static Violation unknown(String parent, String name, List<String> known) {
        String expected = "Expected one of " + String.join(", ", known);
        String found = ", but found \"" + name + '"';
        String pointer = parent + '/' + ParameterBinder.escape(name);
        return new Violation(
                Kind.UNKNOWN,
                ProblemCode.UNKNOWN_PARAMETER,
                pointer,
                pointer,
                expected + found,
                expected + " at " + at(parent) + found,
                List.copyOf(known),
                "");
    }

    static Violation record(String record, Misfit misfit) {
        String pointer = record + misfit.pointer();
        return new Violation(
                Kind.RECORD,
                misfit.code(),
                record,
                pointer,
                misfit.message(),
                pointer.isEmpty() ? misfit.message() : misfit.message() + " (at " + pointer + ")",
                List.of(),
                misfit.hint());
    }

    private static Violation of(Kind kind, ProblemCode code, String pointer, String expected, String found) {
        return new Violation(
                kind,
                code,
                pointer,
                pointer,
                "Expected " + expected + ", but found " + found,
                "Expected " + expected + " at " + at(pointer) + ", but found " + found,
                List.of(),
                "");
    }

    private static String at(String pointer) {
        return pointer.isEmpty() ? "the top" : pointer;
    }
}

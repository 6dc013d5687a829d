package dev.weft.definitions.action.shape;

import java.util.List;

/**
 * A value that doesn't fit its shape.
 *
 * @param kind what is wrong with it
 * @param pointer JSON pointer (RFC 6901) to it; empty for the whole
 * @param plain «Expected X, but found Y», without its place and without a full stop
 * @param message the same with its place
 * @param known names that there are, where the one found is unknown
 * @param hint what to do, where the record knows; else empty
 */
public record Violation(Kind kind, String pointer, String plain, String message, List<String> known, String hint) {
    /** What is wrong. */
    public enum Kind {
        /** A field that isn't there. */
        MISSING,
        /** A field that nobody knows. */
        UNKNOWN,
        /** A value of another type. */
        TYPE,
        /** Values that each fit, but not together. */
        RECORD
    }

    /** The message with its hint, for one line. */
    String withHint() {
        return hint.isEmpty() ? message : message + " (" + hint.replaceFirst("[.]$", "") + ")";
    }

    static Violation missing(String pointer, String expected) {
        return of(Kind.MISSING, pointer, expected, "nothing");
    }

    static Violation type(String pointer, String expected, String found) {
        return of(Kind.TYPE, pointer, expected, found);
    }

    static Violation unknown(String parent, String name, List<String> known) {
        String expected = "Expected one of " + String.join(", ", known);
        String found = ", but found \"" + name + '"';
        return new Violation(
                Kind.UNKNOWN,
                parent + '/' + ParameterBinder.escape(name),
                expected + found,
                expected + " at " + at(parent) + found,
                List.copyOf(known),
                "");
    }

    static Violation record(String pointer, String message, String hint) {
        return new Violation(
                Kind.RECORD,
                pointer,
                message,
                pointer.isEmpty() ? message : message + " (at " + pointer + ")",
                List.of(),
                hint);
    }

    private static Violation of(Kind kind, String pointer, String expected, String found) {
        return new Violation(
                kind,
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

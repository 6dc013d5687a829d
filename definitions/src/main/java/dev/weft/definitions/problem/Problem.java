package dev.weft.definitions.problem;

import java.util.Objects;

/**
 * A defect in a definition, at its place.
 *
 * @param code stable code such as {@code WEFT-1042}; {@code weft explain} and the documentation know it
 * @param severity whether the definition can be used all the same
 * @param path JSON pointer (RFC 6901) to the value that is wrong; empty for the whole document
 * @param file name of the document as the author knows it
 * @param line line of the defect, from 1
 * @param column column of the defect, from 1, in UTF-16 code units
 * @param length how many characters of the line are wrong; at least 1
 * @param sourceLine the text of that line, without its line break
 * @param message what is wrong: «Expected X, but found Y»
 * @param hint what to do about it; empty where the message says it all
 */
public record Problem(
        String code,
        Severity severity,
        String path,
        String file,
        int line,
        int column,
        int length,
        String sourceLine,
        String message,
        String hint) {
    public Problem {
        Objects.requireNonNull(code);
        Objects.requireNonNull(severity);
        if (line < 1 || column < 1 || length < 1) {
            throw new IllegalArgumentException(
                    "Expected a place that counts from 1, but found " + line + ":" + column + "+" + length);
        }
    }

    /** Whether the definition can't be used because of this. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}

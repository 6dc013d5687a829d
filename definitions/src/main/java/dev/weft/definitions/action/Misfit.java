package dev.weft.definitions.action;

import dev.weft.definitions.problem.ProblemCode;

/**
 * A value of a parameter record that has the right type, but can't be used.
 *
 * @param code under which a definition that holds it is refused
 * @param pointer JSON pointer (RFC 6901) from the record to the value, such as {@code /levels/1/stand_in}; empty for the
 *     record as a whole
 * @param message «Expected X, but found Y», without a full stop; quotes what was found
 * @param hint what to do; empty for nothing more to say
 */
public record Misfit(ProblemCode code, String pointer, String message, String hint) {}

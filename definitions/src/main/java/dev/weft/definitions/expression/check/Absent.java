package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.Flaw;

/**
 * Why a name that exists somewhere can't be used in an expression.
 *
 * @param kind of the flaw
 * @param message «Expected X, but found Y»
 * @param hint what to do about it
 */
public record Absent(Flaw.Kind kind, String message, String hint) {}

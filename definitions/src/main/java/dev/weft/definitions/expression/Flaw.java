package dev.weft.definitions.expression;

/**
 * Something wrong inside an expression or template, at its place in that text.
 *
 * @param offset of the first wrong character, from 0, in UTF-16 code units of the text that was checked
 * @param length how many characters are wrong; 0 where something is missing at {@code offset}
 * @param kind of defect, from which a stable code follows
 * @param message «Expected X, but found Y»
 * @param hint what to do about it; empty where the message says it all
 */
public record Flaw(int offset, int length, Kind kind, String message, String hint) {
    /** What sort of defect it is. */
    public enum Kind {
        /** The text isn't CEL. */
        SYNTAX,
        /** <code>${{</code> without its <code>}}</code>, or with nothing in between. */
        TEMPLATE,
        /** A secret that doesn't stand alone, or in a place where secrets don't reach. */
        SECRET,
        /** A name that isn't in scope. */
        UNKNOWN_NAME,
        /** A function that doesn't exist. */
        UNKNOWN_FUNCTION,
        /** A field that its map doesn't have. */
        UNKNOWN_FIELD,
        /** A field that is written like one that its map is known to have, but isn't it; others are possible. */
        UNDECLARED_FIELD,
        /** A task that doesn't exist. */
        UNKNOWN_TASK,
        /** A task that exists but isn't upstream of the one whose expression this is. */
        NOT_UPSTREAM,
        /** A value of a type that doesn't fit. */
        TYPE,
        /** A value of several types, some of which don't fit. */
        MAY_NOT_FIT,
        /** A comparison with text that the other side never is. */
        NEVER_EQUAL,
        /** A comparison with text that the other side hardly is: what is near to it is usual. */
        SELDOM_EQUAL,
        /** A piece that fails whatever it is evaluated with. */
        FAILS,
        /** A condition that is the same whatever it is evaluated with. */
        CONSTANT,
        /** Text that is written like an expression of another language. */
        UNMARKED
    }

    /** The same flaw in a text in which the checked one begins at an offset. */
    public Flaw shifted(int by) {
        return new Flaw(offset + by, length, kind, message, hint);
    }
}

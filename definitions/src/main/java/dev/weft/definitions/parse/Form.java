package dev.weft.definitions.parse;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the value of a field looks like: the parser's checks and the JSON Schema of the language agree by it. */
public sealed interface Form {
    /** A value without parts. */
    enum Simple implements Form {
        /** Text that is what it is. */
        TEXT,
        /** Text that may hold expressions, and isn't blank. */
        TEMPLATE,
        /** Bare CEL. */
        CEL,
        /** A duration longer than nothing, or an expression that gives one. */
        DURATION,
        /** A duration that may be nothing, or an expression that gives one. */
        DELAY,
        /** A number of bytes such as {@code 512MB}, or an expression that gives one. */
        SIZE,
        /** A number of items or a percentage, or an expression that gives one. */
        TOLERANCE,
        /** Any value, with expressions anywhere inside. */
        ANY,
        /** A list or a map, with expressions anywhere inside, or an expression that gives one. */
        COLLECTION,
        /** A JSON Schema. */
        SCHEMA,
        /** The name of an action. */
        ID
    }

    /**
     * Text that is what it is.
     *
     * @param pattern that all of it matches
     * @param taken what matches, but means something else
     */
    record Pattern(String pattern, List<String> taken) implements Form {
        public Pattern {
            taken = List.copyOf(taken);
        }

        Pattern(String pattern) {
            this(pattern, List.of());
        }
    }

    /** Text of a pattern, or in which expressions stand. */
    record Computable(Pattern pattern) implements Form {}

    /**
     * A whole number.
     *
     * @param computed whether an expression may give it
     */
    record Whole(long min, long max, boolean computed) implements Form {}

    /** A number with a fraction, or an expression that gives one. */
    record Decimal(double min, double max) implements Form {
        /** Both, for people. */
        String bounds() {
            return "from " + plain(min) + " to " + plain(max);
        }

        private static String plain(double bound) {
            return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
        }
    }

    /** One of some words. */
    record Choice(List<String> words) implements Form {}

    /** A list of texts. */
    record Texts() implements Form {}

    /** A list of ids, or one word in their place. */
    record Needs() implements Form {}

    /**
     * A map from names to values of one form.
     *
     * @param names what all names match; {@code null} for any
     */
    record Named(Form value, @Nullable Pattern names, Empty empty) implements Form {}

    /** How a map without entries may be written. */
    enum Empty {
        /** Not at all. */
        REFUSED,
        /** As a map. */
        MAP,
        /** As a map, or as nothing. */
        NULL
    }

    /** A map with known fields. */
    record Structure(Supplier<Construct> construct) implements Form {}

    /** One form or another. */
    record Either(Form first, Form second) implements Form {}

    /** The parameters of a task: what its action takes. */
    record Parameters() implements Form {}
}

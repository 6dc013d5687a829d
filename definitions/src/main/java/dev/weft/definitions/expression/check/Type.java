package dev.weft.definitions.expression.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a value before there is one. Any value may turn out to be null as well (an output of a task that did
 * not complete): that is not part of its type.
 */
public sealed interface Type {
    /** With its article, for messages. */
    String words();

    /** Types without parts. */
    enum Simple implements Type {
        /** Anything: nothing is known, and nothing is checked. */
        ANY("a value"),
        /** No value at all: of the items of an empty list. Joins with any type to that type. */
        NOTHING("nothing"),
        NULL("null"),
        BOOLEAN("a boolean"),
        INTEGER("an integer"),
        DECIMAL("a decimal"),
        /** An integer or a decimal. */
        NUMBER("a number"),
        STRING("a string"),
        BYTES("bytes"),
        TIMESTAMP("a timestamp"),
        DURATION("a duration"),
        /** What {@code type(x)} gives. */
        TYPE("a type");

        private final String words;

        Simple(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }
    }

    /**
     * Text that is one of a few.
     *
     * @param values each once, in the order in which they are suggested
     * @param closed whether any other text is out of the question; where not, others are just not known
     */
    record Words(List<String> values, boolean closed) implements Type {
        /** Of more than so many nothing is kept but that they are text. */
        static final int MOST = 100;

        public Words {
            values = List.copyOf(values);
        }

        /** Just these. */
        public static Words closed(String... values) {
            return new Words(List.of(values), true);
        }

        @Override
        public String words() {
            return Simple.STRING.words();
        }
    }

    /** A list of items of one type. */
    record ListOf(Type item) implements Type {
        @Override
        public String words() {
            return "a list" + ofItems(item);
        }

        private static String ofItems(Type item) {
            return switch (item) {
                case Simple simple ->
                    switch (simple) {
                        case ANY, NOTHING, NULL -> "";
                        case BYTES -> " of bytes";
                        case BOOLEAN, INTEGER, DECIMAL, NUMBER, STRING, TIMESTAMP, DURATION, TYPE ->
                            " of " + simple.words().replaceFirst("^an? ", "") + "s";
                    };
                case Words ignored -> " of strings";
                case ListOf ignored -> " of lists";
                case MapOf ignored -> " of maps";
                case Fields ignored -> " of maps";
                case OptionalOf ignored -> " of optional values";
            };
        }
    }

    /** A map from any key to values of one type. */
    record MapOf(Type value) implements Type {
        @Override
        public String words() {
            return "a map";
        }
    }

    /** What {@code a.?b} gives. */
    record OptionalOf(Type value) implements Type {
        @Override
        public String words() {
            return "an optional value";
        }
    }

    /**
     * A map whose fields are known by name.
     *
     * @param fields and their types, in the order in which they are suggested
     * @param absent names that an author may well try, and why they can't be used here
     * @param open whether other fields may be there too, of which nothing is known
     */
    record Fields(Map<String, Type> fields, Map<String, Absent> absent, boolean open) implements Type {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            absent = Collections.unmodifiableMap(new LinkedHashMap<>(absent));
        }

        /** Just these fields. */
        public static Fields closed(Map<String, ? extends Type> fields) {
            return new Fields(new LinkedHashMap<>(fields), Map.of(), false);
        }

        @Override
        public String words() {
            return "a map";
        }
    }
}

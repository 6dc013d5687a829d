package dev.weft.definitions.expression.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known of a value before there is one. Any value may turn out to be null as well (an output of a task that did
 * not complete): that is part of its type only where a schema says so.
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

    /**
     * A value of one of several types, each of another kind: no two numbers, texts, lists or maps.
     *
     * @param members two or more; {@link Types#join} makes them
     * @param extent worked out from the members, whatever is given
     */
    record OneOf(List<Type> members, Extent extent) implements Type {
        public OneOf {
            members = Extent.parts(members);
            extent = Extent.around(members);
        }

        OneOf(List<Type> members) {
            this(members, Extent.of(Simple.ANY));
        }

        @Override
        public String toString() {
            return "OneOf" + members;
        }

        @Override
        public String words() {
            return members.stream().map(Type::words).distinct().collect(Collectors.joining(" or "));
        }
    }

    /**
     * A list of items of one type.
     *
     * @param extent worked out from the item, whatever is given
     */
    record ListOf(Type item, Extent extent) implements Type {
        public ListOf {
            item = Extent.part(item);
            extent = Extent.around(List.of(item));
        }

        public ListOf(Type item) {
            this(item, Extent.of(item));
        }

        @Override
        public String toString() {
            return "ListOf[item=" + item + "]";
        }

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
                case OneOf ignored -> "";
            };
        }
    }

    /**
     * A map from any key to values of one type.
     *
     * @param extent worked out from the value, whatever is given
     */
    record MapOf(Type value, Extent extent) implements Type {
        public MapOf {
            value = Extent.part(value);
            extent = Extent.around(List.of(value));
        }

        public MapOf(Type value) {
            this(value, Extent.of(value));
        }

        @Override
        public String toString() {
            return "MapOf[value=" + value + "]";
        }

        @Override
        public String words() {
            return "a map";
        }
    }

    /**
     * What {@code a.?b} gives.
     *
     * @param extent worked out from the value, whatever is given
     */
    record OptionalOf(Type value, Extent extent) implements Type {
        public OptionalOf {
            value = Extent.part(value);
            Extent around = Extent.around(List.of(value));
            extent = new Extent(around.depth(), around.nodes(), false);
        }

        public OptionalOf(Type value) {
            this(value, Extent.of(value));
        }

        @Override
        public String toString() {
            return "OptionalOf[value=" + value + "]";
        }

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
     * @param others what may be there beside them
     * @param extent worked out from the fields, whatever is given; but of names in scope it stays {@link Extent#SCOPE}
     */
    record Fields(Map<String, Type> fields, Map<String, Absent> absent, Others others, Extent extent) implements Type {
        /** Other fields. */
        public enum Others {
            /** There are none. */
            NONE,

            /** There may be some, but nobody has declared them. */
            UNDECLARED,

            /** There may be some, also such as somebody has declared. */
            UNKNOWN
        }

        public Fields {
            boolean scope = extent.equals(Extent.SCOPE);
            fields = Collections.unmodifiableMap(scope ? new LinkedHashMap<>(fields) : Extent.parts(fields));
            absent = Collections.unmodifiableMap(new LinkedHashMap<>(absent));
            extent = scope ? extent : Extent.around(fields.values());
        }

        public Fields(Map<String, Type> fields, Map<String, Absent> absent, Others others) {
            this(fields, absent, others, Extent.of(Simple.ANY));
        }

        /** Names in scope: just these, each as large as a value may be. */
        static Fields scope(Map<String, Type> fields, Map<String, Absent> absent) {
            return new Fields(fields, absent, Others.NONE, Extent.SCOPE);
        }

        /** Just these fields. */
        public static Fields closed(Map<String, ? extends Type> fields) {
            return new Fields(new LinkedHashMap<>(fields), Map.of(), Others.NONE);
        }

        /** Whether other fields may be there too, of which nothing is known. */
        public boolean open() {
            return others != Others.NONE;
        }

        @Override
        public String toString() {
            return "Fields[fields=" + fields + ", absent=" + absent + ", others=" + others + "]";
        }

        @Override
        public String words() {
            return "a map";
        }
    }
}

package dev.weft.definitions.action.shape;

import java.lang.reflect.AnnotatedType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a parameter's value looks like to its author. Immutable; made by {@link ShapeReader}. */
public sealed interface Shape {
    /** In words, for «Expected X». */
    String describe();

    /**
     * A map with known names: a record.
     *
     * @param type the record
     * @param fields in the order of its components, without the one that takes the rest
     * @param rest takes what has no field of its own; {@code null} where unknown names are refused
     */
    record Fields(
            Class<? extends Record> type,
            List<Field> fields,
            @Nullable Field rest) implements Shape {
        public Fields {
            fields = List.copyOf(fields);
        }

        /** The field of a name. */
        public Optional<Field> field(String name) {
            return fields.stream().filter(field -> field.name().equals(name)).findFirst();
        }

        @Override
        public String describe() {
            return fields.isEmpty()
                    ? "a map"
                    : fields.stream().map(Field::name).collect(Collectors.joining(", ", "a map with ", ""));
        }
    }

    /**
     * A named value of a record.
     *
     * @param name as authors write it
     * @param shape of its value
     * @param required whether it must be given
     * @param nullable whether its value may be null
     * @param cel whether authors write it as bare CEL
     * @param sees names that the CEL sees beside those of its task
     * @param later whether it is read and checked, but not carried out by this release
     * @param doc Markdown; empty for none
     * @param example as it stands in YAML; empty for none
     * @param written its Java type, with the bounds of what may be written there
     */
    record Field(
            String name,
            Shape shape,
            boolean required,
            boolean nullable,
            boolean cel,
            List<String> sees,
            boolean later,
            String doc,
            String example,
            AnnotatedType written) {
        public Field {
            sees = List.copyOf(sees);
        }
    }

    /** A list. */
    record Items(Shape item) implements Shape {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /** A map with any names. */
    record Entries(Shape value) implements Shape {
        @Override
        public String describe() {
            return "a map";
        }
    }

    /**
     * One of some words: an enum.
     *
     * @param names as authors write them, in the order of the constants
     */
    record Choice(Class<? extends Enum<?>> type, List<String> names) implements Shape {
        public Choice {
            names = List.copyOf(names);
        }

        @Override
        public String describe() {
            return "one of " + String.join(", ", names);
        }
    }

    /** A value without parts, or one of any kind. */
    enum Scalar implements Shape {
        TEXT("text"),
        WHOLE("a whole number"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        DURATION("a duration such as 30s or 1h30m"),
        ANY("any value");

        private final String words;

        Scalar(String words) {
            this.words = words;
        }

        @Override
        public String describe() {
            return words;
        }
    }
}

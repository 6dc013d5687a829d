package dev.weft.definitions.validate;

import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.expression.check.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A likely value of each shape, in the place of one that isn't known. */
final class Samples {
    /** Stands for text: that of an approver, as most texts that are looked at closely are one. */
    private static final String TEXT = "user:\uE000computed\uE000";

    /** Part of what stands for text where that of an approver can't. */
    private static final String MARK = "weft-computed-9e4b1c";

    private static final List<String> TEXTS =
            List.of(TEXT, MARK, "https://" + MARK + ".example/", MARK + ".event", "9123457B");

    /** Likewise for a duration. */
    private static final String DURATION = "1s3ms141us592ns";

    private Samples() {}

    /** Whether a complaint quotes a sample. */
    static boolean quotedIn(String complaint) {
        return complaint.contains(TEXT) || complaint.contains(MARK) || complaint.contains(DURATION);
    }

    /** Whether a value is a sample. */
    static boolean isOne(@Nullable Object value) {
        return value instanceof String text && (TEXTS.contains(text) || text.equals(DURATION));
    }

    /** What to try in the place of a value that is refused; {@code null} where nothing is left to try. */
    static @Nullable Object instead(@Nullable Object refused, Shape shape) {
        int tried = refused instanceof String text ? TEXTS.indexOf(text) : -1;
        Object sample = tried < 0 ? of(shape) : tried + 1 < TEXTS.size() ? TEXTS.get(tried + 1) : null;
        return Objects.equals(sample, refused) ? null : sample;
    }

    /** A text, list or map of a type; {@code null} for any other. Can be changed. */
    static @Nullable Object structure(Type type) {
        if (type == Type.Simple.STRING) {
            return "text";
        }
        if (type instanceof Type.ListOf list) {
            Object item = structure(list.item());
            return new ArrayList<>(item == null ? List.of() : List.of(item));
        }
        return type instanceof Type.MapOf || type instanceof Type.Fields ? new LinkedHashMap<>() : null;
    }

    /** A value, or {@code null} where none is likelier than others. Lists can be changed. */
    static @Nullable Object of(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar ->
                switch (scalar) {
                    case TEXT, ANY -> TEXT;
                    case WHOLE -> 1L;
                    case NUMBER -> 1.0;
                    case BOOLEAN -> true;
                    case DURATION -> DURATION;
                };
            case Shape.Items items -> {
                Object item = items.item() instanceof Shape.Scalar ? of(items.item()) : null;
                yield item == null ? null : new ArrayList<>(List.of(item));
            }
            case Shape.Choice choice -> null;
            case Shape.Fields fields -> null;
            case Shape.Entries entries -> null;
        };
    }
}

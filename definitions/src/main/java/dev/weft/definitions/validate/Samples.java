package dev.weft.definitions.validate;

import dev.weft.definitions.action.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A likely value of each shape, in the place of one that isn't known. */
final class Samples {
    /** Stands for text: that of an approver, as most texts that are looked at closely are one. */
    private static final String TEXT = "user:\uE000computed\uE000";

    /** Likewise for a duration. */
    private static final String DURATION = "1s3ms141us592ns";

    private Samples() {}

    /** Whether a complaint quotes a sample. */
    static boolean quotedIn(String complaint) {
        return complaint.contains(TEXT) || complaint.contains(DURATION);
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

package dev.weft.definitions.validate;

import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.action.shape.Violation;
import dev.weft.definitions.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts samples in the place of parameters that are wrong, so that the record above can be made and what else is wrong is
 * found. What nothing can stand in for is left out, and nothing more is said about the parameter that holds it. Not thread
 * safe.
 */
final class StandIns {
    private final Shape.Fields shape;
    private final Map<String, @Nullable Object> values;
    private final Set<String> incomplete = new HashSet<>();

    /**
     * @param values of the shape; they are changed
     */
    StandIns(Shape.Fields shape, Map<String, @Nullable Object> values) {
        this.shape = shape;
        this.values = values;
    }

    /** Whether a complaint may be about what was left out. */
    boolean follows(Violation complaint) {
        return !incomplete.isEmpty()
                && (complaint.pointer().isEmpty() || incomplete.contains(first(complaint.pointer())));
    }

    /** Replaces a value that was complained about; whether that changed anything. */
    boolean replace(Violation wrong) {
        Shape at = shape;
        Object holder = values;
        String[] segments = wrong.pointer().split("/", -1);
        for (int i = 1; i < segments.length - 1; i++) {
            String name = segments[i].replace("~1", "/").replace("~0", "~");
            at = below(at, name);
            holder = holder instanceof Map<?, ?> map
                    ? map.get(name)
                    : holder instanceof List<?> list && isIndex(name, list) ? list.get(Integer.parseInt(name)) : null;
        }
        String name = segments[segments.length - 1].replace("~1", "/").replace("~0", "~");
        return segments.length > 1 && replace(wrong, at, holder, name);
    }

    @SuppressWarnings("unchecked")
    private boolean replace(Violation wrong, Shape at, @Nullable Object holder, String name) {
        if (holder instanceof List<?> list) {
            Object sample =
                    isIndex(name, list) ? Samples.instead(list.get(Integer.parseInt(name)), below(at, name)) : null;
            return sample != null
                    && !sample.equals(((List<@Nullable Object>) list).set(Integer.parseInt(name), sample));
        }
        if (!(holder instanceof Map<?, ?>)) {
            return false;
        }
        Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) holder;
        if (wrong.kind() == Violation.Kind.UNKNOWN) {
            map.remove(name);
            return true;
        }
        Object before = map.get(name);
        stand(map, at, name, first(wrong.pointer()), wrong.code() == ProblemCode.PARAMETERS);
        return !Objects.equals(before, map.get(name));
    }

    // Of values that don't fit together the one complained about may fit no better when it is another.
    private void stand(
            Map<String, @Nullable Object> map, Shape holder, String name, String parameter, boolean together) {
        Object sample = together ? null : Samples.instead(map.get(name), below(holder, name));
        if (sample == null) {
            map.remove(name);
            incomplete.add(parameter);
        } else {
            map.put(name, sample);
        }
    }

    private static Shape below(Shape shape, String name) {
        return switch (shape) {
            case Shape.Fields fields ->
                fields.field(name).map(Shape.Field::shape).orElse(Shape.Scalar.ANY);
            case Shape.Items items -> items.item();
            case Shape.Entries entries -> entries.value();
            case Shape.Choice choice -> Shape.Scalar.ANY;
            case Shape.Scalar scalar -> Shape.Scalar.ANY;
        };
    }

    private static boolean isIndex(String name, List<?> list) {
        return name.matches("\\d{1,7}") && Integer.parseInt(name) < list.size();
    }

    private static String first(String pointer) {
        int end = pointer.indexOf('/', 1);
        return pointer.isEmpty() ? "" : pointer.substring(1, end < 0 ? pointer.length() : end);
    }
}

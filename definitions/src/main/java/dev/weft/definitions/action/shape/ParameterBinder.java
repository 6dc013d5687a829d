package dev.weft.definitions.action.shape;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Misfit;
import dev.weft.definitions.action.MisfitException;
import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.problem.ProblemCode;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a parameter record out of evaluated values, strictly: unknown fields, missing ones and wrong types are refused,
 * all at once, each with its JSON pointer.
 */
public final class ParameterBinder {
    private final List<Violation> wrong = new ArrayList<>();

    private ParameterBinder() {}

    /**
     * Binds the parameters of an action.
     *
     * @param values by the names that authors write; JSON-like
     * @throws ActionException code {@code invalid_parameters}, with every «Expected X at /pointer, but found Y»
     */
    public static <P extends Record> P bind(ActionSpec<P> spec, Map<String, ? extends @Nullable Object> values)
            throws ActionException {
        List<Violation> wrong = new ArrayList<>();
        P bound = bind(spec.parameters(), values, wrong::add);
        if (bound == null) {
            throw ActionException.invalidParameters("Parameters of " + spec.name() + ": "
                    + wrong.stream().map(Violation::withHint).collect(Collectors.joining("; ")) + ".");
        }
        return bound;
    }

    /**
     * Binds a record.
     *
     * @param values by the names that authors write; JSON-like
     * @param violations takes what is wrong
     * @return {@code null} where something was wrong
     */
    public static <P extends Record> @Nullable P bind(
            Class<P> type, Map<String, ? extends @Nullable Object> values, Consumer<Violation> violations) {
        ParameterBinder binder = new ParameterBinder();
        Record bound = binder.fields(ShapeReader.of(type), values, "");
        binder.wrong.forEach(violations);
        return bound == null ? null : type.cast(bound);
    }

    /** The record, or {@code null} where something of it is wrong. */
    private @Nullable Record fields(Shape.Fields shape, Map<?, ?> values, String pointer) {
        int before = wrong.size();
        Map<String, @Nullable Object> bound = new LinkedHashMap<>();
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (shape.field(name).isEmpty()) {
                rest(shape, name, entry.getValue(), rest, pointer);
            }
        }
        for (Shape.Field field : shape.fields()) {
            bound.put(field.name(), field(field, values, pointer));
        }
        Shape.Field takesRest = shape.rest();
        if (takesRest != null) {
            bound.put(takesRest.name(), Collections.unmodifiableMap(rest));
        }
        return wrong.size() == before ? construct(shape.type(), bound, pointer) : null;
    }

    private void rest(
            Shape.Fields shape,
            String name,
            @Nullable Object value,
            Map<String, @Nullable Object> rest,
            String pointer) {
        if (shape.rest() != null && shape.rest().shape() instanceof Shape.Entries entries) {
            rest.put(name, value(entries.value(), value, pointer + '/' + escape(name)));
        } else {
            List<String> known = shape.fields().stream().map(Shape.Field::name).toList();
            wrong.add(Violation.unknown(pointer, name, known));
        }
    }

    private @Nullable Object field(Shape.Field field, Map<?, ?> values, String pointer) {
        Object value = values.get(field.name());
        String place = pointer + '/' + escape(field.name());
        if (value == null) {
            boolean fine = field.nullable() && (!field.required() || values.containsKey(field.name()));
            if (!fine) {
                wrong.add(
                        values.containsKey(field.name())
                                ? Violation.type(place, field.shape().describe(), "null")
                                : Violation.missing(place, field.shape().describe()));
            }
            return null;
        }
        return value(field.shape(), value, place);
    }

    private @Nullable Object value(Shape shape, @Nullable Object value, String pointer) {
        Object bound = switch (shape) {
            case Shape.Fields fields -> value instanceof Map<?, ?> map ? fields(fields, map, pointer) : null;
            case Shape.Items items -> value instanceof List<?> list ? items(items, list, pointer) : null;
            case Shape.Entries entries -> value instanceof Map<?, ?> map ? entries(entries, map, pointer) : null;
            case Shape.Choice choice -> value instanceof String word ? constant(choice, word) : null;
            case Shape.Scalar scalar -> scalar(scalar, value);
        };
        if (bound == null && shape != Shape.Scalar.ANY && !(shape instanceof Shape.Fields && value instanceof Map)) {
            return mismatch(shape, pointer, Found.describe(value));
        }
        return bound;
    }

    private List<@Nullable Object> items(Shape.Items shape, List<?> list, String pointer) {
        List<@Nullable Object> bound = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            bound.add(value(shape.item(), list.get(i), pointer + '/' + i));
        }
        return Collections.unmodifiableList(bound);
    }

    private Map<String, @Nullable Object> entries(Shape.Entries shape, Map<?, ?> map, String pointer) {
        Map<String, @Nullable Object> bound = new LinkedHashMap<>();
        map.forEach((key, value) -> bound.put(
                String.valueOf(key), value(shape.value(), value, pointer + '/' + escape(String.valueOf(key)))));
        return Collections.unmodifiableMap(bound);
    }

    private static @Nullable Object scalar(Shape.Scalar scalar, @Nullable Object value) {
        return switch (scalar) {
            case TEXT -> value instanceof String ? value : null;
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case WHOLE -> value instanceof Number number ? whole(number) : null;
            case NUMBER -> value instanceof Number number ? (Object) number.doubleValue() : null;
            case DURATION ->
                value instanceof String text
                        ? DurationText.parse(text)
                                .filter(duration -> duration.compareTo(DurationText.LONGEST) <= 0)
                                .orElse(null)
                        : null;
            case ANY -> value;
        };
    }

    private static @Nullable Long whole(Number number) {
        try {
            return switch (number) {
                case Integer small -> small.longValue();
                case Long large -> large;
                case BigInteger big -> big.longValueExact();
                case BigDecimal decimal -> decimal.longValueExact();
                default -> BigDecimal.valueOf(number.doubleValue()).longValueExact();
            };
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Object constant(Shape.Choice choice, String word) {
        int place = choice.names().indexOf(word);
        return place < 0 ? null : choice.type().getEnumConstants()[place];
    }

    private @Nullable Record construct(
            Class<? extends Record> type, Map<String, @Nullable Object> bound, String pointer) {
        CanonicalConstructor canonical = CanonicalConstructor.of(type);
        @Nullable Object[] arguments = new @Nullable Object[canonical.names().size()];
        for (int i = 0; i < arguments.length; i++) {
            String name = canonical.names().get(i);
            Class<?> wanted = canonical.types().get(i);
            Object value = bound.get(name);
            if (value instanceof Long number && (wanted == Integer.class || wanted == int.class)) {
                if (number != number.intValue()) {
                    return mismatch("a number below 2147483648", pointer + '/' + name, Found.describe(number));
                }
                value = number.intValue();
            }
            arguments[i] = value;
        }
        try {
            return canonical.make().newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof MisfitException refused) {
                refused.misfits().forEach(misfit -> wrong.add(Violation.record(pointer, misfit)));
                return null;
            }
            if (e.getCause() instanceof IllegalArgumentException refused) {
                String message = String.valueOf(refused.getMessage());
                wrong.add(Violation.record(pointer, new Misfit(ProblemCode.PARAMETERS, "", message, "")));
                return null;
            }
            throw new IllegalStateException("The constructor of " + type.getName() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Expected to construct " + type.getName(), e);
        }
    }

    private @Nullable Object mismatch(Shape shape, String pointer, String found) {
        return mismatch(shape.describe(), pointer, found);
    }

    private @Nullable Record mismatch(String expected, String pointer, String found) {
        wrong.add(Violation.type(pointer, expected, found));
        return null;
    }

    static String escape(String name) {
        return Objects.requireNonNull(name).replace("~", "~0").replace("/", "~1");
    }
}

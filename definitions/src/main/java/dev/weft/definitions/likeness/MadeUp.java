package dev.weft.definitions.likeness;

import dev.weft.definitions.input.JsonSchemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes values up: the plainest ones that fit what is known of them. Text says that it is made up, where it may be any. */
final class MadeUp {
    private static final int DEEPEST = 8;
    private static final int LONGEST = 1_000;
    private static final int REPEATED = 64;

    private static final List<String> TEXTS = List.of(
            "text",
            "1",
            "https://example.com/",
            "2026-01-01",
            "1h",
            "1.0.0",
            "a",
            "A",
            "user:somebody",
            "somebody@example.com",
            "00000000-0000-4000-8000-000000000000",
            "0123456789",
            "0123456789abcdef",
            "AB-123");

    private MadeUp() {}

    /**
     * A value.
     *
     * @param name by which people know it
     */
    static @Nullable Object of(Likeness likeness, String name) {
        return of(likeness, name, 0);
    }

    private static @Nullable Object of(Likeness likeness, String name, int depth) {
        Likeness.Found found = likeness.found();
        if (found.value() != null) {
            return found.value();
        }
        Map<String, @Nullable Object> schema = Objects.requireNonNullElse(found.schema(), Map.of());
        Object said = said(schema, found.same());
        if (said != null) {
            return said;
        }
        Likeness.Kind kind = found.kind() == null ? Names.kind(name) : found.kind();
        return switch (kind) {
            case BOOLEAN -> true;
            case INTEGER -> whole(found, schema, name);
            case NUMBER -> number(found, schema);
            case TEXT -> text(name, schema);
            case TIME -> "2026-01-01T00:00:00Z";
            case DURATION -> "1m";
            case LIST -> list(found, name, depth);
            case MAP -> map(found, depth);
        };
    }

    /** A value that somebody has named: what is compared with it makes for the better trial than a default. */
    private static @Nullable Object said(Map<String, @Nullable Object> schema, @Nullable Object same) {
        if (schema.containsKey("const")) {
            return schema.get("const");
        }
        if (same != null && JsonSchemas.check(schema, same).isEmpty()) {
            return same;
        }
        if (schema.get("default") != null) {
            return schema.get("default");
        }
        for (String keyword : List.of("examples", "enum")) {
            if (schema.get(keyword) instanceof List<?> values && !values.isEmpty() && values.getFirst() != null) {
                return values.getFirst();
            }
        }
        return null;
    }

    private static Object whole(Likeness.Found found, Map<String, @Nullable Object> schema, String name) {
        double number = bounded(found, schema, 1, Names.number(name));
        long step = schema.get("multipleOf") instanceof Long multiple && multiple > 0 ? multiple : 1;
        return (long) Math.ceil(number / step) * step;
    }

    private static Object number(Likeness.Found found, Map<String, @Nullable Object> schema) {
        double number = bounded(found, schema, 0.5, 0);
        return number == Math.rint(number) ? (Object) (long) number : (Object) number;
    }

    private static double bounded(
            Likeness.Found found, Map<String, @Nullable Object> schema, double step, double usual) {
        double number = usual;
        number = found.high() != null ? Math.min(number, found.high().doubleValue()) : number;
        number = found.low() != null ? Math.max(number, found.low().doubleValue()) : number;
        number = schema.get("maximum") instanceof Number most ? Math.min(number, most.doubleValue()) : number;
        number = schema.get("exclusiveMaximum") instanceof Number most
                ? Math.min(number, most.doubleValue() - step)
                : number;
        number = schema.get("minimum") instanceof Number least ? Math.max(number, least.doubleValue()) : number;
        return schema.get("exclusiveMinimum") instanceof Number least
                ? Math.max(number, least.doubleValue() + step)
                : number;
    }

    private static String text(String name, Map<String, @Nullable Object> schema) {
        String plain = "made-up " + name;
        Map<String, @Nullable Object> asked = new LinkedHashMap<>();
        for (String keyword : List.of("type", "pattern", "format", "minLength", "maxLength")) {
            if (schema.containsKey(keyword)) {
                asked.put(keyword, schema.get(keyword));
            }
        }
        if (fits(asked, plain)) {
            return plain;
        }
        if (asked.get("minLength") instanceof Long least && least > plain.length() && least <= LONGEST) {
            String padded = plain + " ".repeat((int) (least - plain.length() - 1)) + '.';
            if (fits(asked, padded)) {
                return padded;
            }
        }
        return Stream.concat(TEXTS.stream(), repeated())
                .filter(one -> fits(asked, one))
                .findFirst()
                .orElse(plain);
    }

    /** Numbers and words of each length, as many patterns ask for just one of these. */
    private static Stream<String> repeated() {
        return IntStream.rangeClosed(1, REPEATED)
                .boxed()
                .flatMap(length -> Stream.of("1", "a", "A").map(one -> one.repeat(length)));
    }

    private static boolean fits(Map<String, @Nullable Object> schema, String text) {
        return schema.isEmpty() || JsonSchemas.check(schema, text).isEmpty();
    }

    private static List<@Nullable Object> list(Likeness.Found found, String name, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        Likeness item = found.item() == null ? new Likeness() : found.item();
        for (int i = 0; i < Math.max(1, found.least()) && depth < DEEPEST; i++) {
            list.add(of(item, name + ' ' + (i + 1), depth + 1));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(Likeness.Found found, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (depth < DEEPEST) {
            found.fields().forEach((field, likeness) -> map.put(field, of(likeness, field, depth + 1)));
        }
        return map;
    }
}

package dev.weft.worker.catalog.support;

import dev.weft.definitions.action.ActionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one call, read by type. Whatever doesn't fit is an {@code invalid_parameters} failure that names the
 * parameter. An absent one and {@code null} are the same.
 */
public record Parameters(Map<String, @Nullable Object> values) {
    /** A text that must be there and not be blank. */
    public String text(String name) throws ActionException {
        String text = text(name, "");
        if (text.isBlank()) {
            throw ActionException.invalidParameters("Expected parameter " + name + " to be a text, but found nothing");
        }
        return text;
    }

    /** A text, or a default where there is none. */
    public String text(String name, String otherwise) throws ActionException {
        Object value = values.get(name);
        return switch (value) {
            case null -> otherwise;
            case String text -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> throw wrong(name, "a text", value);
        };
    }

    /** A whole number within bounds, or a default where there is none. */
    public int number(String name, int otherwise, int least, int most) throws ActionException {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number
                && number.doubleValue() == number.longValue()
                && number.longValue() >= least
                && number.longValue() <= most) {
            return number.intValue();
        }
        throw wrong(name, "a whole number from " + least + " to " + most, value);
    }

    /** Yes or no; no where it is absent. */
    public boolean flag(String name) throws ActionException {
        Object value = values.get(name);
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            default -> throw wrong(name, "true or false", value);
        };
    }

    /** A list; empty where it is absent. */
    public List<@Nullable Object> list(String name) throws ActionException {
        Object value = values.get(name);
        return switch (value) {
            case null -> List.of();
            case List<?> list -> new ArrayList<>(list);
            default -> throw wrong(name, "a list", value);
        };
    }

    /** A list of maps; items that are {@code null} are left out. */
    public List<Parameters> maps(String name) throws ActionException {
        List<Parameters> maps = new ArrayList<>();
        for (Object item : list(name)) {
            if (item != null) {
                maps.add(new Parameters(asMap(name, item)));
            }
        }
        return maps;
    }

    /** A map; empty where it is absent. */
    public Parameters map(String name) throws ActionException {
        Object value = values.get(name);
        return new Parameters(value == null ? Map.of() : asMap(name, value));
    }

    private static Map<String, @Nullable Object> asMap(String name, Object value) throws ActionException {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(name, "a map", value);
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(String.valueOf(key), item));
        return copy;
    }

    private static ActionException wrong(String name, String expected, @Nullable Object found) {
        String text = String.valueOf(found);
        return ActionException.invalidParameters("Expected parameter " + name + " to be " + expected + ", but found "
                + (text.length() > 80 ? text.substring(0, 80) + "…" : text));
    }
}

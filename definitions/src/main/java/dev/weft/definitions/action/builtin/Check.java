package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the records of several actions check alike. */
final class Check {
    private Check() {}

    /**
     * Which one of some parameters is given.
     *
     * @param parameters by their names, in the order of the reference page
     * @param misfits take it when none is, or several are
     */
    static void exactlyOne(Misfits misfits, String hint, Map<String, ? extends @Nullable Object> parameters) {
        List<String> given = given(parameters);
        if (given.size() != 1) {
            misfits.together(
                    "",
                    "Expected exactly one of " + quoted(List.copyOf(parameters.keySet()), " and ") + ", but found "
                            + (given.isEmpty() ? "none" : quoted(given, " and ")),
                    hint);
        }
    }

    /** Refuses more than one of some parameters. */
    static void atMostOne(Misfits misfits, String hint, Map<String, ? extends @Nullable Object> parameters) {
        List<String> given = given(parameters);
        if (given.size() > 1) {
            misfits.together(
                    "/" + given.getLast(),
                    "Expected one of " + quoted(List.copyOf(parameters.keySet()), " and ") + " at most, but found "
                            + quoted(given, " and "),
                    hint);
        }
    }

    /** Refuses a parameter that means nothing without another. */
    static void needs(Misfits misfits, String name, @Nullable Object value, String other, @Nullable Object otherValue) {
        if (value != null && otherValue == null) {
            misfits.together(
                    "/" + name,
                    "Expected \"" + other + "\" with \"" + name + "\", but found none",
                    "Add " + other + ", or remove " + name + ".");
        }
    }

    /** Refuses a duration of nothing; answers whether it was one. */
    static boolean noTime(Misfits misfits, String name, @Nullable Duration value, String cure) {
        boolean none = value != null && value.isZero();
        if (none) {
            misfits.value("/" + name, "Expected a duration above 0s for \"" + name + "\", but found 0s", cure);
        }
        return none;
    }

    /** Refuses blank text. */
    static void notBlank(Misfits misfits, String name, @Nullable String value, String expected) {
        if (value != null && value.isBlank()) {
            misfits.value(
                    "/" + name,
                    "Expected " + expected + " for \"" + name + "\", but found blank text",
                    "Write " + expected + ", or remove " + name + ".");
        }
    }

    /** The first item of a list that stands in it twice. */
    static <T> Optional<T> twice(List<T> items) {
        for (int i = 0; i < items.size(); i++) {
            if (items.indexOf(items.get(i)) < i) {
                return Optional.of(items.get(i));
            }
        }
        return Optional.empty();
    }

    /** Names and values in turn, in their order; a value may be {@code null}. */
    static Map<String, @Nullable Object> named(@Nullable Object... entries) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put(String.valueOf(entries[i]), entries[i + 1]);
        }
        return map;
    }

    /** The names of those that are given. */
    static List<String> given(Map<String, ? extends @Nullable Object> parameters) {
        return parameters.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Names in quotes, for a message. */
    static String quoted(List<String> names, String last) {
        List<String> words = names.stream().map(name -> '"' + name + '"').toList();
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + last + words.getLast();
    }
}

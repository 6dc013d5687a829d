package dev.weft.definitions.input;

import dev.weft.definitions.expression.Values;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Input;
import dev.weft.definitions.problem.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Binds what a caller gives to what a definition declares. Thread safe. */
public final class InputBinder {
    private InputBinder() {}

    /**
     * Fills in defaults and checks everything.
     *
     * @param given by the names of the inputs; JSON-like
     */
    public static Binding bind(Definition definition, Map<String, ? extends @Nullable Object> given) {
        Map<String, Input> declared = definition.inputs();
        if (declared == null) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            given.forEach((name, value) -> values.put(name, Values.normalise(value)));
            return new Binding.Bound(values);
        }
        return bind(declared, given);
    }

    /**
     * Fills in defaults and checks everything.
     *
     * @param declared by name, in order
     * @param given by the same names; JSON-like
     */
    public static Binding bind(Map<String, Input> declared, Map<String, ? extends @Nullable Object> given) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<InputFailure> failures = new ArrayList<>();
        declared.forEach((name, input) -> {
            if (given.containsKey(name)) {
                Object value = Values.normalise(given.get(name));
                failures.addAll(check(name, input, value));
                values.put(name, value);
            } else if (input.required()) {
                failures.add(missing(name, input));
            } else {
                values.put(name, Values.normalise(input.defaultValue()));
            }
        });
        given.keySet().stream()
                .filter(name -> !declared.containsKey(name))
                .forEach(name -> failures.add(undeclared(name, declared)));
        return failures.isEmpty() ? new Binding.Bound(values) : new Binding.Refused(failures);
    }

    /**
     * Binds what stands on a command line: each text becomes what the input's schema asks for, where it can.
     *
     * @param texts by the names of the inputs, such as {@code drafts} and {@code 3}
     */
    public static Binding bindTexts(Definition definition, Map<String, String> texts) {
        return bind(definition, coerce(definition, texts));
    }

    /** Makes values out of texts; what can't be made is left as text, so that {@link #bind} says what is wrong. */
    public static Map<String, @Nullable Object> coerce(Definition definition, Map<String, String> texts) {
        Map<String, Input> declared = Objects.requireNonNullElse(definition.inputs(), Map.of());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            Input input = declared.get(name);
            values.put(
                    name,
                    TextValue.of(text, input == null ? null : input.schema().get("type")));
        });
        return values;
    }

    /**
     * The value that a text on a command line means; the text itself where it can't be one of the type.
     *
     * @param type keyword {@code type} of the schema: a name, a list of names, or {@code null} where any is allowed
     */
    public static @Nullable Object typed(String text, @Nullable Object type) {
        return TextValue.of(text, type);
    }

    private static List<InputFailure> check(String name, Input input, @Nullable Object value) {
        return JsonSchemas.check(input.schema(), value).stream()
                .map(mismatch -> new InputFailure(
                        pointer(name) + mismatch.pointer(),
                        "inputs." + name + mismatch.pointer().replace('/', '.') + ": " + mismatch.message(),
                        ""))
                .toList();
    }

    private static InputFailure missing(String name, Input input) {
        String hint = input.schema().get("description") instanceof String description ? description : "";
        return new InputFailure(
                pointer(name), "inputs." + name + ": expected a value, as it has no default, but found none", hint);
    }

    private static InputFailure undeclared(String name, Map<String, Input> declared) {
        String otherwise = declared.isEmpty()
                ? "The definition declares no inputs."
                : "Declared are " + Suggestion.list(declared.keySet()) + ".";
        return new InputFailure(
                pointer(name),
                "inputs." + name + ": expected one of the declared inputs, but found \"" + name + '"',
                Suggestion.didYouMean(name, declared.keySet(), otherwise));
    }

    private static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}

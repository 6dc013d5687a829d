package dev.weft.definitions.template;

import dev.weft.definitions.expression.Values;
import dev.weft.definitions.input.InputBinder;
import dev.weft.definitions.input.InputFailure;
import dev.weft.definitions.input.JsonSchemas;
import dev.weft.definitions.problem.Suggestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds given values to a template's parameters: everything that is wrong is said at once. */
sealed interface TemplateBinding {
    /** All is well: a value of each parameter, defaults filled in. */
    record Bound(Map<String, @Nullable Object> values) implements TemplateBinding {
        public Bound {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** At least one failure. */
    record Refused(List<InputFailure> failures) implements TemplateBinding {
        public Refused {
            failures = List.copyOf(failures);
        }
    }

    static TemplateBinding bind(DefinitionTemplate template, Map<String, ? extends @Nullable Object> given) {
        Map<String, @Nullable Object> left = new LinkedHashMap<>(given);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<InputFailure> failures = new ArrayList<>();
        for (TemplateParameter parameter : template.parameters()) {
            boolean isGiven = left.containsKey(parameter.name());
            Object value = Values.normalise(left.remove(parameter.name()));
            if (parameter.numbered()) {
                Numbered numbers = Numbered.taken(parameter, left);
                if (numbers.isGiven()) {
                    isGiven = true;
                    value = numbers.values();
                    numbers.gap().ifPresent(failures::add);
                }
            }
            if (isGiven) {
                failures.addAll(check(parameter, value));
                values.put(parameter.name(), value);
            } else if (parameter.required()) {
                failures.add(missing(parameter));
            } else {
                values.put(parameter.name(), Values.normalise(parameter.schema().get("default")));
            }
        }
        template.parameters().forEach(parameter -> tooMany(parameter, values).ifPresent(failures::add));
        left.keySet().forEach(name -> failures.add(unknown(template, name)));
        return failures.isEmpty() ? new Bound(values) : new Refused(failures);
    }

    static Map<String, @Nullable Object> coerce(DefinitionTemplate template, Map<String, String> texts) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            Object type = "string";
            for (TemplateParameter parameter : template.parameters()) {
                if (parameter.name().equals(name)) {
                    type = parameter.schema().get("type");
                } else if (parameter.number(name) > 0) {
                    type = parameter.type();
                }
            }
            values.put(name, InputBinder.typed(text, type));
        });
        return values;
    }

    private static List<InputFailure> check(TemplateParameter parameter, @Nullable Object value) {
        List<InputFailure> failures = new ArrayList<>();
        for (JsonSchemas.Mismatch mismatch : JsonSchemas.check(parameter.schema(), value)) {
            failures.add(failure(place(parameter, mismatch.pointer()), mismatch.message(), parameter.description()));
        }
        if (holdsExpression(value)) {
            failures.add(
                    failure(
                            parameter.name(),
                            "expected a value, but found an expression: ${{",
                            "What a template is given is taken as it is. Write expressions into the definition that it makes."));
        }
        return failures;
    }

    private static Optional<InputFailure> tooMany(TemplateParameter parameter, Map<String, @Nullable Object> values) {
        if (parameter.of() != null
                && values.get(parameter.of()) instanceof List<?> those
                && values.get(parameter.name()) instanceof List<?> these
                && these.size() > those.size()) {
            String missing = parameter.of().replace("N", Integer.toString(those.size() + 1));
            return Optional.of(failure(
                    parameter.name(those.size() + 1),
                    "expected a " + missing + " to which it belongs, but found none",
                    "Give " + missing + ", or leave this one out."));
        }
        return Optional.empty();
    }

    private static boolean holdsExpression(@Nullable Object value) {
        return switch (value) {
            case String text -> text.contains("${{");
            case List<?> items -> items.stream().anyMatch(TemplateBinding::holdsExpression);
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .anyMatch(entry -> holdsExpression(entry.getKey()) || holdsExpression(entry.getValue()));
            case null -> false;
            default -> false;
        };
    }

    // Item 0 of levelN_approver is what people call level1_approver.
    private static String place(TemplateParameter parameter, String pointer) {
        String[] parts = pointer.split("/", -1);
        if (!parameter.numbered() || parts.length < 2 || !parts[1].matches("[0-9]+")) {
            return parameter.name() + pointer.replace('/', '.');
        }
        String rest = pointer.substring(1 + parts[1].length());
        return parameter.name(Integer.parseInt(parts[1]) + 1) + rest.replace('/', '.');
    }

    private static InputFailure missing(TemplateParameter parameter) {
        String name = parameter.numbered() ? parameter.name(1) : parameter.name();
        return failure(name, "expected a value, as it has no default, but found none", parameter.description());
    }

    private static InputFailure unknown(DefinitionTemplate template, String name) {
        List<String> known =
                template.parameters().stream().map(TemplateParameter::name).toList();
        return failure(
                name,
                "expected one of the parameters of " + template.id() + ", but found \"" + name + '"',
                Suggestion.didYouMean(name, known, "Its parameters are " + Suggestion.list(known) + "."));
    }

    static InputFailure failure(String place, String message, String hint) {
        return new InputFailure(
                "/parameters/" + place.replace("~", "~0").replace("/", "~1").replace('.', '/'),
                "parameters." + place + ": " + message,
                hint);
    }
}

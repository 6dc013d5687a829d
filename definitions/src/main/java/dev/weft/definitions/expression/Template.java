package dev.weft.definitions.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value of a definition that may hold <code>${{ … }}</code>: what an author writes, before a run fills it in.
 *
 * <p>Immutable and thread safe. As text it is what the author wrote, but for the style: messages name it so.
 */
public sealed interface Template {
    /**
     * Fills the template in.
     *
     * @return a normal value (see {@link Scope}); where a secret is referred to, a {@link SecretText} in its place
     * @throws EvaluationException when one of its expressions fails
     */
    @Nullable Object evaluate(Scope scope) throws EvaluationException;

    /** A scalar without expressions, as it is. */
    record Literal(@Nullable Object value) implements Template {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return value;
        }

        @Override
        public String toString() {
            return String.valueOf(value);
        }
    }

    /** One whole <code>${{ … }}</code>, which keeps the type of its value. */
    record Computed(Expression expression) implements Template {
        @Override
        public @Nullable Object evaluate(Scope scope) throws EvaluationException {
            return Values.toJson(expression.evaluate(scope));
        }

        @Override
        public String toString() {
            return hole(expression.text());
        }
    }

    /** Text with expressions or secrets inside, or one whole <code>${{ secrets.NAME }}</code>. */
    record Text(List<Part> parts) implements Template {
        public Text {
            parts = List.copyOf(parts);
        }

        @Override
        public @Nullable Object evaluate(Scope scope) throws EvaluationException {
            try {
                return here(scope);
            } catch (ElsewhereException e) {
                return scope.elsewhere(Formula.of(this), scope);
            }
        }

        private Object here(Scope scope) throws EvaluationException {
            SecretText.Builder text = new SecretText.Builder();
            for (Part part : parts) {
                switch (part) {
                    case Part.Plain plain -> text.plain(plain.text());
                    case Part.Hole hole ->
                        text.plain(Values.toText(Values.atHand(hole.expression().here(scope), scope)));
                    case Part.Secret secret -> text.secret(secret.name());
                }
            }
            return text.build();
        }

        @Override
        public String toString() {
            return parts.stream()
                    .map(part -> switch (part) {
                        case Part.Plain plain -> plain.text();
                        case Part.Hole hole -> hole(hole.expression().text());
                        case Part.Secret secret -> hole("secrets." + secret.name());
                    })
                    .collect(Collectors.joining());
        }
    }

    /** A list of templates. */
    record Items(List<Template> items) implements Template {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public Object evaluate(Scope scope) throws EvaluationException {
            List<@Nullable Object> values = new ArrayList<>(items.size());
            for (Template item : items) {
                values.add(item.evaluate(scope));
            }
            return Collections.unmodifiableList(values);
        }

        @Override
        public String toString() {
            return items.toString();
        }
    }

    /** A map of templates, in the order written. */
    record Fields(Map<String, Template> fields) implements Template {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public Map<String, @Nullable Object> evaluate(Scope scope) throws EvaluationException {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (Map.Entry<String, Template> field : fields.entrySet()) {
                values.put(field.getKey(), field.getValue().evaluate(scope));
            }
            return Collections.unmodifiableMap(values);
        }

        @Override
        public String toString() {
            return fields.entrySet().stream()
                    .map(field -> field.getKey() + ": " + field.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    private static String hole(String expression) {
        return "${{ " + expression + " }}";
    }

    /** A piece of a text. */
    sealed interface Part {
        /** Characters as they are. */
        record Plain(String text) implements Part {}

        /** An expression whose value is put into the text. */
        record Hole(Expression expression) implements Part {}

        /** A reference to a secret, resolved only where the work is done. */
        record Secret(String name) implements Part {}
    }
}

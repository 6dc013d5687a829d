package dev.weft.definitions.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be evaluated, as text that can be sent to where its values are: one expression, or text with expressions in it.
 *
 * @param isText whether its value is text, made of all parts
 * @param parts each after a letter: {@code =} an expression, {@code '} characters as they are
 */
public record Formula(boolean isText, List<String> parts) {
    private static final char EXPRESSION = '=';
    private static final char PLAIN = '\'';

    public Formula {
        parts = List.copyOf(parts);
    }

    /** One expression, which keeps the type of its value. */
    static Formula of(Expression expression) {
        return new Formula(false, List.of(EXPRESSION + expression.text()));
    }

    /**
     * Text.
     *
     * @throws EvaluationException where there is a secret in it: that isn't known where its values are
     */
    static Formula of(Template.Text text) throws EvaluationException {
        List<String> parts = new ArrayList<>();
        for (Template.Part part : text.parts()) {
            switch (part) {
                case Template.Part.Plain plain -> parts.add(PLAIN + plain.text());
                case Template.Part.Hole hole ->
                    parts.add(EXPRESSION + hole.expression().text());
                case Template.Part.Secret secret ->
                    throw new EvaluationException(
                            text.toString(),
                            "Expected no large value in one text with a secret, but found one. Make the text without the secret in a task before");
            }
        }
        return new Formula(true, parts);
    }

    /** Its expressions, in order. */
    public List<Expression> expressions() {
        return parts.stream()
                .filter(part -> part.charAt(0) == EXPRESSION)
                .map(part -> new Expression(part.substring(1)))
                .toList();
    }

    /** The names of the scope that it reads. */
    public Set<String> roots() {
        Set<String> roots = new LinkedHashSet<>();
        expressions().forEach(expression -> roots.addAll(expression.references().roots()));
        return roots;
    }

    /**
     * Its value.
     *
     * @param scope where all that it looks into is at hand
     */
    public @Nullable Object evaluate(Scope scope) throws EvaluationException {
        if (!isText) {
            return new Template.Computed(expressions().getFirst()).evaluate(scope);
        }
        List<Template.Part> all = new ArrayList<>();
        for (String part : parts) {
            String rest = part.substring(1);
            all.add(
                    part.charAt(0) == EXPRESSION
                            ? new Template.Part.Hole(new Expression(rest))
                            : new Template.Part.Plain(rest));
        }
        return new Template.Text(all).evaluate(scope);
    }
}

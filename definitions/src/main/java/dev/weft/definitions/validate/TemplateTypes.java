package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.expression.check.LiteralTypes;
import dev.weft.definitions.expression.check.Type;
import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.Simple;
import dev.weft.definitions.expression.check.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Types of values in which expressions stand. */
final class TemplateTypes {
    private final Function<Expression, Type> expressions;

    /**
     * @param expressions gives the type of an expression's value
     */
    TemplateTypes(Function<Expression, Type> expressions) {
        this.expressions = expressions;
    }

    Type of(Template template) {
        return switch (template) {
            case Template.Literal literal -> value(literal.value());
            case Template.Computed computed -> Json.type(expressions.apply(computed.expression()));
            case Template.Text text -> Simple.STRING;
            case Template.Items items ->
                new ListOf(
                        items.items().stream().map(this::of).reduce(Types::join).orElse(Simple.NOTHING));
            case Template.Fields fields -> fields(fields.fields());
        };
    }

    /** The same of a whole expression as it leaves it: times and durations are still such. */
    Type computed(Template template) {
        return template instanceof Template.Computed computed ? expressions.apply(computed.expression()) : of(template);
    }

    Fields fields(Map<String, Template> templates) {
        Map<String, Type> fields = new LinkedHashMap<>();
        templates.forEach((name, template) -> fields.put(name, of(template)));
        return Fields.closed(fields);
    }

    /** Whether all of a value is written out. */
    static boolean isWritten(Template template) {
        return switch (template) {
            case Template.Literal literal -> true;
            case Template.Computed computed -> false;
            case Template.Text text -> false;
            case Template.Items items -> items.items().stream().allMatch(TemplateTypes::isWritten);
            case Template.Fields fields -> fields.fields().values().stream().allMatch(TemplateTypes::isWritten);
        };
    }

    private static Type value(@Nullable Object value) {
        return switch (value) {
            case null -> Simple.NULL;
            case Boolean flag -> Simple.BOOLEAN;
            case Long number -> Simple.INTEGER;
            case Double number -> Simple.DECIMAL;
            case String text -> LiteralTypes.text(text);
            default -> Simple.ANY;
        };
    }
}

package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.OptionalOf;
import dev.weft.definitions.expression.check.Type.Simple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way to call a function.
 *
 * @param parameters the receiver first, where there is one
 * @param receiver whether it is written {@code a.f(b)}
 * @param result type of what it gives
 */
record Signature(List<Shape> parameters, boolean receiver, Shape result) {
    Signature {
        parameters = List.copyOf(parameters);
    }

    /** A type that may have variables in it. */
    sealed interface Shape {
        /** A type as it is. */
        record Of(Type type) implements Shape {}

        /** Any type, but the same everywhere in the signature. */
        record Variable(String name) implements Shape {}

        /** A list. */
        record Items(Shape item) implements Shape {}

        /** A map. */
        record Values(Shape value) implements Shape {}

        /** An optional value. */
        record Maybe(Shape value) implements Shape {}
    }

    /** The type of the result for arguments; nothing where they don't fit. */
    Optional<Type> apply(List<Type> arguments) {
        if (arguments.size() != parameters.size()) {
            return Optional.empty();
        }
        Map<String, Type> variables = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (!match(parameters.get(i), arguments.get(i), variables)) {
                return Optional.empty();
            }
        }
        return Optional.of(fill(result, variables));
    }

    private static boolean match(Shape shape, Type found, Map<String, Type> variables) {
        if (shape instanceof Shape.Variable variable) {
            variables.merge(variable.name(), found, Types::join);
            return true;
        }
        if (Types.isOpen(found)) {
            return true;
        }
        if (found instanceof Type.OneOf oneOf) {
            boolean any = false;
            for (Type member : oneOf.members()) {
                any |= match(shape, member, variables);
            }
            return any;
        }
        return switch (shape) {
            case Shape.Of of -> Types.fits(found, of.type());
            case Shape.Items items -> found instanceof ListOf list && match(items.item(), list.item(), variables);
            case Shape.Values values -> Types.isMap(found) && match(values.value(), Types.value(found), variables);
            case Shape.Maybe maybe ->
                found instanceof OptionalOf optional && match(maybe.value(), optional.value(), variables);
            case Shape.Variable ignored -> true;
        };
    }

    private static Type fill(Shape shape, Map<String, Type> variables) {
        return switch (shape) {
            case Shape.Of of -> of.type();
            case Shape.Items items -> new ListOf(fill(items.item(), variables));
            case Shape.Values values -> new MapOf(fill(values.value(), variables));
            case Shape.Maybe maybe -> new OptionalOf(fill(maybe.value(), variables));
            case Shape.Variable variable -> variables.getOrDefault(variable.name(), Simple.ANY);
        };
    }

    /** Its parameters in words, as authors call it. */
    String words(String name) {
        List<String> words = parameters.stream().map(Signature::words).toList();
        return receiver
                ? receiver(words.get(0)) + "." + name + "(" + String.join(", ", words.subList(1, words.size())) + ")"
                : name + "(" + String.join(", ", words) + ")";
    }

    /** What stands before the dot: in parentheses where it is several words. */
    static String receiver(String words) {
        return words.contains(" ") ? "(" + words + ")" : words;
    }

    private static String words(Shape shape) {
        return switch (shape) {
            case Shape.Of of -> of.type().words().replaceFirst("^an? ", "");
            case Shape.Items items ->
                items.item() instanceof Shape.Of of
                        ? new ListOf(of.type()).words().replaceFirst("^a ", "")
                        : "list";
            case Shape.Values ignored -> "map";
            case Shape.Maybe ignored -> "optional";
            case Shape.Variable ignored -> "value";
        };
    }
}

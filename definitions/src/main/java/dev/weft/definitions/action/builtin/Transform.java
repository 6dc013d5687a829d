package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.Required;
import dev.weft.definitions.action.Trait;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value out of others.
 *
 * @param value any structure
 */
@Doc("Makes a value out of others. The output is that value.")
public record Transform(
        @Required
        @Doc(value = "Any structure of expressions.", example = "{total: \"${{ sum(inputs.amounts) }}\"}")
        @Nullable Object value) {
    public static final ActionSpec<Transform> SPEC = new ActionSpec<>(
            "transform",
            "Makes a value out of others.",
            Transform.class,
            Trait.PURE,
            new Output.SameAs(List.of("/value")));
}

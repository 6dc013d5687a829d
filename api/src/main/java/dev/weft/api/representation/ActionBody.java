package dev.weft.api.representation;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.shape.ShapeReader;
import java.util.Locale;
import java.util.Map;

/**
 * An action.
 *
 * @param trait {@code pure}, {@code control} or {@code work}
 * @param parameters JSON Schema of the parameters, as they are once a run has filled in its expressions
 */
public record ActionBody(String name, String summary, String trait, Map<String, Object> parameters) {
    public static ActionBody of(ActionSpec<?> spec) {
        return new ActionBody(
                spec.name(),
                spec.summary(),
                spec.trait().name().toLowerCase(Locale.ROOT),
                ShapeSchema.of(ShapeReader.of(spec.parameters())));
    }
}

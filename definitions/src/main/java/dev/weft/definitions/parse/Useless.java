package dev.weft.definitions.parse;

import dev.weft.definitions.action.Beside;
import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.action.shape.ShapeReader;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.ScalarNode;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parameter that has no use beside a word of another: to mend its value would only bring out that it can't be there. */
final class Useless {
    private Useless() {}

    /** What to do about a parameter that has no use in a map; {@code null} where it has, or that isn't known. */
    static @Nullable String beside(Shape.Fields shape, Shape.Field field, MapNode map) {
        for (RecordComponent component : shape.type().getRecordComponents()) {
            Beside beside = component.getAnnotation(Beside.class);
            if (beside != null && ShapeReader.name(component).equals(field.name())) {
                String other = beside.value();
                return map.get(other) instanceof ScalarNode word
                                && isKnown(shape, other, word.text())
                                && beside.words().length > 0
                                && !List.of(beside.words()).contains(word.text())
                        ? "Remove it: it has no use with " + other + ": " + word.text() + "."
                        : null;
            }
        }
        return null;
    }

    /** Whether a parameter has no use, as another isn't there, neither below {@code parameters} nor beside. */
    static boolean without(Shape.Fields shape, String name, MapNode task, MapNode.@Nullable Entry parameters) {
        for (RecordComponent component : shape.type().getRecordComponents()) {
            Beside beside = component.getAnnotation(Beside.class);
            if (beside != null && ShapeReader.name(component).equals(name) && beside.words().length == 0) {
                boolean there = task.get(beside.value()) != null
                        || parameters != null
                                && parameters.value() instanceof MapNode map
                                && map.get(beside.value()) != null;
                return !there && parameters != null && parameters.value() instanceof MapNode;
            }
        }
        return false;
    }

    private static boolean isKnown(Shape.Fields shape, String other, String word) {
        return shape.field(other)
                .filter(field -> field.shape() instanceof Shape.Choice choice
                        && choice.names().contains(word))
                .isPresent();
    }
}

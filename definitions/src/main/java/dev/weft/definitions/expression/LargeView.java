package dev.weft.definitions.expression;

/**
 * A list or map that stands for a {@link LargeValue} where the store is. Where it is handed on as a whole it is still that large
 * value.
 */
public interface LargeView extends AtHand {
    LargeValue large();
}

package dev.weft.definitions.graph.svg;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a column while it is being laid out: a cell, or where a wire passes by. Belongs to one thread. */
final class Node {
    /** {@code null} where a wire passes. */
    final @Nullable Cell cell;

    /** Number of its column, from the left. */
    final int column;

    /** From the middle of its box to the top of what is there. */
    final int above;

    /** From the middle of its box to the bottom of what is there. */
    final int below;

    final List<Node> before = new ArrayList<>();
    final List<Node> after = new ArrayList<>();

    /** Its place in the column. */
    int rank;

    /** The middle of its box. */
    double y;

    private Node(@Nullable Cell cell, int column, int above, int below) {
        this.cell = cell;
        this.column = column;
        this.above = above;
        this.below = below;
    }

    static Node of(Cell cell, int column) {
        int middle = cell.boxHeight() / 2;
        return new Node(cell, column, middle, cell.height() - middle);
    }

    static Node wire(int column) {
        return new Node(null, column, 2, 2);
    }

    void leadsTo(Node next) {
        after.add(next);
        next.before.add(this);
    }
}

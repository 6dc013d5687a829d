package dev.weft.definitions.graph.svg;

import dev.weft.definitions.graph.Labels;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task's box and the boxes of its tasks in place below it. All sizes are pixels.
 *
 * @param work what it does, in words
 * @param loops how often, in words; empty for once
 * @param boxWidth width of its own box
 * @param boxHeight height of its own box
 * @param inside the graph of a block; {@code null} where it calls an action
 * @param asides its fallback and its compensation
 */
record Cell(
        PlannedTask task,
        String work,
        String loops,
        int boxWidth,
        int boxHeight,
        @Nullable Columns inside,
        List<Cell> asides) {
    static final int TITLE = 13;
    static final int SMALL = 11;
    /** Between a box's border and what is in it. */
    static final int PADDING = 12;
    /** From the top of a box to the bottom of its last line of text. */
    static final int HEADER = 42;
    /** Between a box and the aside below it. */
    static final int ASIDE_GAP = 12;
    /** How far an aside stands to the right of its task. */
    static final int INDENT = 26;

    private static final int LINE = 15;

    static Cell of(Plan plan, PlannedTask task) {
        String work = Labels.work(task.task());
        String loops = Labels.loops(task.task());
        Columns inside = task.isBlock() ? Columns.of(plan, plan.children(task)) : null;
        int text = Math.max(
                TextWidth.of(task.task().id(), TITLE, true),
                Math.max(TextWidth.of(work, SMALL, false), TextWidth.of(loops, SMALL, false)));
        int width = text + 2 * PADDING;
        int height = HEADER + (loops.isEmpty() ? 0 : LINE);
        if (inside != null) {
            width = Math.max(width, inside.width() + 2 * PADDING);
            height += inside.height() + PADDING + 4;
        }
        List<Cell> asides =
                plan.asides(task).stream().map(aside -> Cell.of(plan, aside)).toList();
        return new Cell(task, work, loops, width, height, inside, asides);
    }

    /** The same with a box that is as wide as others of its column. */
    Cell widened(int width) {
        return new Cell(task, work, loops, width, boxHeight, inside, asides);
    }

    /** From the top of the box to what is inside. */
    int insideTop() {
        return HEADER + (loops.isEmpty() ? 0 : LINE) + 4;
    }

    /** Width of all of it. */
    int width() {
        return Math.max(
                boxWidth,
                asides.stream().mapToInt(aside -> INDENT + aside.width()).max().orElse(0));
    }

    /** Height of all of it. */
    int height() {
        return boxHeight
                + asides.stream().mapToInt(aside -> ASIDE_GAP + aside.height()).sum();
    }
}

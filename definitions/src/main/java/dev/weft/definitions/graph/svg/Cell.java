package dev.weft.definitions.graph.svg;

import dev.weft.definitions.graph.Labels;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task's box and the boxes of its tasks in place below it. All sizes are pixels.
 *
 * @param name empty where it has none but its id
 * @param work what it does, in words
 * @param loops how often, in words; empty for once
 * @param boxWidth width of its own box
 * @param boxHeight height of its own box
 * @param inside the graph of a block; {@code null} where it calls an action
 * @param asides its fallback and its compensation
 */
record Cell(
        PlannedTask task,
        String name,
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
    /** From the top of a box to the bottom of its text, where it has two lines. */
    static final int HEADER = 42;
    /** From one line of small text to the next. */
    static final int LINE = 15;
    /** Between a box and the aside below it. */
    static final int ASIDE_GAP = 12;
    /** How far an aside stands to the right of its task. */
    static final int INDENT = 26;

    static Cell of(Plan plan, PlannedTask task) {
        String name = Labels.name(task.task());
        String work = Labels.work(task.task());
        String loops = Labels.loops(task.task());
        Columns inside = task.isBlock() ? Columns.of(plan, plan.children(task)) : null;
        int text = Math.max(
                TextWidth.of(task.task().id(), TITLE, true),
                Stream.of(name, work, loops)
                        .mapToInt(line -> TextWidth.of(line, SMALL, false))
                        .max()
                        .orElse(0));
        int width = text + 2 * PADDING;
        int height = header(name, loops);
        if (inside != null) {
            width = Math.max(width, inside.width() + 2 * PADDING);
            height += inside.height() + PADDING + 4;
        }
        List<Cell> asides =
                plan.asides(task).stream().map(aside -> Cell.of(plan, aside)).toList();
        return new Cell(task, name, work, loops, width, height, inside, asides);
    }

    /** The same with a box that is as wide as others of its column. */
    Cell widened(int width) {
        return new Cell(task, name, work, loops, width, boxHeight, inside, asides);
    }

    /** From the top of the box to what is inside. */
    int insideTop() {
        return header(name, loops) + 4;
    }

    private static int header(String name, String loops) {
        return HEADER + (name.isEmpty() ? 0 : LINE) + (loops.isEmpty() ? 0 : LINE);
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

package dev.weft.definitions.plan;

import java.util.List;
import java.util.Map;

/**
 * The graph of a definition whose needs may be wrong, so that it can be shown what is wrong with it.
 *
 * @param plan what there would be without the needs that close a circle; needs of tasks that don't exist aren't in it
 * @param circular the needs that are part of a circle, by the task that has them: both as places in the plan's tasks
 */
public record Outline(Plan plan, Map<Integer, List<Integer>> circular) {
    public Outline {
        circular = Map.copyOf(circular);
    }

    /** Of a plan, which has no circles. */
    public static Outline of(Plan plan) {
        return new Outline(plan, Map.of());
    }
}

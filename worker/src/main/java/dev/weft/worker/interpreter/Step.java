package dev.weft.worker.interpreter;

import java.util.List;

/**
 * One step of a run.
 *
 * @param state after it
 * @param effects to carry out, in order
 */
public record Step(RunState state, List<Effect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }
}

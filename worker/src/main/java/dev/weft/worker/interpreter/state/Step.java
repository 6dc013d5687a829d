package dev.weft.worker.interpreter.state;

import dev.weft.worker.protocol.event.Fact;
import java.util.List;

/**
 * One step of a run.
 *
 * @param state after it
 * @param effects to carry out, in order
 * @param facts what those outside are told of it, in order
 */
public record Step(RunState state, List<Effect> effects, List<Fact> facts) {
    public Step {
        effects = List.copyOf(effects);
        facts = List.copyOf(facts);
    }
}

package dev.weft.worker.protocol.agent;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Tells runs how agents are that they may choose. */
@ActivityInterface
public interface AgentDesk {
    /** The activity type of {@link #see}. */
    String SEE = "agents_see";

    /**
     * Who may be chosen.
     *
     * @param run that asks: its own calls aren't told
     */
    record Question(String run, List<Candidate> agents) {
        public Question {
            agents = List.copyOf(agents);
        }
    }

    /**
     * One of them.
     *
     * @param watched whether anybody looks whether it can be called
     */
    record Candidate(String name, boolean watched) {}

    /** How they are; one that nobody knows anything of is left out. */
    @ActivityMethod(name = SEE)
    List<SeenAgent> see(Question question);
}

package dev.weft.worker.protocol.large;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Answers runs where large values are. Its answers stand in the run's history, so a replay needs no store. */
@ActivityInterface
public interface LargeDesk {
    /** Type of the activity that answers. */
    String EVALUATE = "evaluate";

    /** Type of the activity that keeps the state of a run. */
    String KEEP_STATE = "keep_state";

    /** Type of the activity that reads one. */
    String READ_STATE = "read_state";

    /** Type of the activity that looks whether the store can be used. */
    String REACH = "reach_blobs";

    /** Answers, in the order of the questions. */
    record Answers(List<Answer> answers) {
        public Answers {
            answers = List.copyOf(answers);
        }
    }

    /**
     * Answers questions, in their order: as many as fit into one history's event, at least one.
     *
     * @return an answer for each of the first of them
     */
    @ActivityMethod(name = EVALUATE)
    Answers evaluate(List<Question> questions);

    /**
     * Keeps the written state of a run.
     *
     * @param state as JSON in UTF-8; bytes, as many millions of characters would be written once more to be handed over
     * @return how to find it
     */
    @ActivityMethod(name = KEEP_STATE)
    KeptState keepState(byte[] state);

    /**
     * A part of a state that was kept.
     *
     * @param part from 0
     */
    @ActivityMethod(name = READ_STATE)
    String readState(KeptState state, int part);

    /** Returns where the store takes a value, and gives it back; fails otherwise, and may be asked again. */
    @ActivityMethod(name = REACH)
    void reach();
}

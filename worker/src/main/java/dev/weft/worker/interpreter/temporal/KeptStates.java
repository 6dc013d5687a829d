package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.large.KeptState;
import dev.weft.worker.protocol.large.LargeDesk;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * States of runs that are too large for the request of the next history. What is read stands in that history, in parts, so that a
 * replay needs no store. Workflow threads only.
 */
final class KeptStates {
    private KeptStates() {}

    /** Keeps a state; {@code null} where that can't be done now. */
    static @Nullable KeptState keep(byte[] state) {
        try {
            return Workflow.newUntypedLocalActivityStub(LargeQuestions.OPTIONS)
                    .execute(LargeDesk.KEEP_STATE, KeptState.class, state);
        } catch (ActivityFailure e) {
            return null;
        }
    }

    /** Reads one. The run can't go on without it: where it can't be had, that is tried for as long as it takes. */
    static RunState read(KeptState kept) {
        StringBuilder document = new StringBuilder();
        for (int part = 0; part < kept.parts(); part++) {
            document.append(Objects.requireNonNull(Workflow.newUntypedLocalActivityStub(LargeQuestions.PATIENT)
                    .execute(LargeDesk.READ_STATE, String.class, kept, part)));
            // One workflow task takes 4 MB in all; the shortest timer there is opens the next.
            Workflow.sleep(Duration.ofMillis(1));
        }
        return StateDocument.read(document.toString());
    }
}

package dev.weft.worker.action;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.action.ActionException;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Work that is meant to fail. */
public final class Failing {
    private Failing() {}

    /** How it failed. */
    public static ActionException of(ThrowingCallable work) {
        ActionException[] failure = new ActionException[1];
        assertThatThrownBy(work).isInstanceOfSatisfying(ActionException.class, e -> failure[0] = e);
        return Objects.requireNonNull(failure[0]);
    }
}

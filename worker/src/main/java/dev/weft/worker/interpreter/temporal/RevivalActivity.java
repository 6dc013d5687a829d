package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.WeftRevival;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/** Asks a terminated run, by its history. */
@ActivityInterface
public interface RevivalActivity {
    String TYPE = "WeftRevival";

    @ActivityMethod(name = TYPE)
    @Nullable Object ask(WeftRevival.Question question);
}

package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.WeftRevival;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Asks a terminated run, by its history. */
@ActivityInterface
public interface RevivalActivity {
    String TYPE = "WeftRevival";

    @ActivityMethod(name = TYPE)
    Revival ask(WeftRevival.Question question);
}

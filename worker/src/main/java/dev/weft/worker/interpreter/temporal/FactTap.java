package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.event.FactBatch;

/** Takes what one run in memory tells. Called on workflow threads: it must neither block nor change the run. */
@FunctionalInterface
public interface FactTap {
    /** For runs that nobody listens to. */
    FactTap NONE = (facts, historyLength) -> {};

    /**
     * A run has told something; while a history is replayed, once more.
     *
     * @param historyLength number of the event that began the workflow task which is being done
     */
    void told(FactBatch facts, long historyLength);
}

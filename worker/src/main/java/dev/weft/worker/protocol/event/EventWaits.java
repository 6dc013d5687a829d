package dev.weft.worker.protocol.event;

/** Where tasks of runs say which events they wait for. Thread safe. */
public interface EventWaits {
    /**
     * Notes that a task waits, so that its run is told of each event that fits. What is noted already, or over by what the
     * log knows of the run, is left as it is.
     */
    void await(AwaitedEvent awaited) throws EventSinkException;
}

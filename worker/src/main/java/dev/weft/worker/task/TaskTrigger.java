package dev.weft.worker.task;

/** What moves a task from one status to the next. */
public enum TaskTrigger {
    /** An attempt begins, or what it holds goes on. */
    START,
    /** It may run, but its run has no free slot, or it has claimed a lease. */
    QUEUE,
    /** A gate is asked. */
    ASK,
    /** Its time or event has not come. */
    WAIT,
    /** An attempt failed and another will be made. */
    RETRY_LATER,
    /** All that is open in it waits. */
    STALL,
    /** It failed, and a person says what becomes of it. */
    HOLD,
    /** It has its output. */
    COMPLETE,
    /** It failed for good. */
    FAIL,
    /** It is passed over, or its failure is. */
    SKIP,
    /** Its run is cancelled or out of time. */
    CANCEL,
    /** What it did is undone. */
    UNDO
}

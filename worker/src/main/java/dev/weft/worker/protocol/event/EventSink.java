package dev.weft.worker.protocol.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The event log, as workers write it. What is there already is left out, so everything may be put again. Each call is done
 * wholly or not at all. Thread safe.
 */
public interface EventSink extends EventWaits, AutoCloseable {
    /**
     * Puts facts of runs to the log. Where a run that had ended begins once more, its end is a part of what came before.
     *
     * @param whole whether they are put also where the log lacks what their run told before
     * @return the batches that were not put, as the log lacks what came before them; none where {@code whole}
     */
    List<FactBatch> put(List<FactBatch> batches, boolean whole) throws EventSinkException;

    /**
     * Puts an event to the log.
     *
     * @return whether it was new
     */
    boolean put(CloudEvent event) throws EventSinkException;

    /** Whether the log has the last of these facts. */
    boolean has(FactBatch batch) throws EventSinkException;

    /** The time of the newest of a run's facts that the log has; empty where it has none. */
    Optional<Instant> latest(String run) throws EventSinkException;

    /**
     * Notes that a publisher lives, which holds facts in memory that the log may lack once it dies.
     *
     * @param gaps what it knows that the log lacks
     */
    void alive(String publisher, EventGaps gaps) throws EventSinkException;

    /** Notes that a publisher has nothing more to put. */
    void done(String publisher) throws EventSinkException;

    /**
     * A publisher that has not been heard of for so long, and that was not done. It is the asking one's to look after, and nobody
     * else's, for as long as that one lives itself.
     *
     * @param heir the publisher that asks
     */
    Optional<Silent> silent(Duration howLong, String heir) throws EventSinkException;

    /**
     * Runs of which all that their histories hold is wanted in the log, whatever it has of them. They are the asking one's to look
     * after, and nobody else's, for as long as that one lives.
     *
     * @param heir the publisher that asks
     */
    List<String> wanted(String heir) throws EventSinkException;

    /** Notes that the log has all that is still kept of what a run told. */
    void restored(String run) throws EventSinkException;

    /** Up to when it is known which runs were ended by force; the present where that was never noted. */
    Instant endsSeen() throws EventSinkException;

    /** Notes up to when it is known. */
    void endsSeen(Instant until) throws EventSinkException;

    @Override
    void close();

    /**
     * A publisher that fell silent.
     *
     * @param last when it was heard of last, by the log's clock
     */
    record Silent(String publisher, Instant last) {}
}

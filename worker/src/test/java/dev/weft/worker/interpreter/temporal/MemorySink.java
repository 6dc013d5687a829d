package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.event.AwaitedEvent;
import dev.weft.worker.protocol.event.CloudEvent;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.event.EventSinkException;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An event log in memory that can be out of reach, and lose what it is given. Thread safe. */
final class MemorySink implements EventSink {
    private final Map<String, CloudEvent> events = new LinkedHashMap<>();
    private final Map<String, AwaitedEvent> awaited = new LinkedHashMap<>();
    private final List<Silent> silent = new ArrayList<>();
    private boolean down;
    private int losing;
    int refusals;

    synchronized void down(boolean value) {
        down = value;
    }

    /** Of the next batches that come as they are told so many are lost, as with a publisher that dies. */
    synchronized void lose(int batches) {
        losing = batches;
    }

    synchronized void died(String publisher, Instant last) {
        silent.add(new Silent(publisher, last));
    }

    /** What a run has told, in the order of the log. */
    synchronized List<CloudEvent> of(String run) {
        return events.values().stream()
                .filter(event -> event.source().equals(CloudEvent.RUNS + run))
                .toList();
    }

    synchronized boolean knowsNoDead() {
        return silent.isEmpty();
    }

    @Override
    public synchronized List<FactBatch> put(List<FactBatch> batches, boolean whole) throws EventSinkException {
        reach();
        List<FactBatch> refused = new ArrayList<>();
        for (FactBatch batch : batches) {
            if (losing > 0 && !whole) {
                losing--;
            } else if (whole || follows(batch)) {
                batch.facts().forEach(fact -> put(batch, fact));
            } else {
                refusals++;
                refused.add(batch);
            }
        }
        return refused;
    }

    @Override
    public synchronized boolean put(CloudEvent event) throws EventSinkException {
        reach();
        return events.putIfAbsent(event.source() + " " + event.id(), event) == null;
    }

    @Override
    public synchronized void await(AwaitedEvent event) throws EventSinkException {
        reach();
        awaited.putIfAbsent(event.id(), event);
    }

    /** What runs wait for, or waited for, in the order noted. */
    synchronized List<AwaitedEvent> awaited() {
        return List.copyOf(awaited.values());
    }

    @Override
    public synchronized boolean has(FactBatch batch) throws EventSinkException {
        reach();
        return batch.facts().isEmpty()
                || events.containsKey(key(CloudEvent.of(batch, batch.facts().getLast())));
    }

    @Override
    public void alive(String publisher) throws EventSinkException {
        reach();
    }

    @Override
    public synchronized void done(String publisher) throws EventSinkException {
        reach();
        silent.removeIf(one -> one.publisher().equals(publisher));
    }

    @Override
    public synchronized Optional<Silent> silent(Duration howLong) throws EventSinkException {
        reach();
        return silent.stream().findFirst();
    }

    @Override
    public Instant endsSeen() throws EventSinkException {
        reach();
        return Instant.now();
    }

    @Override
    public void endsSeen(Instant until) throws EventSinkException {
        reach();
    }

    @Override
    public void close() {
        // It has nothing to let go.
    }

    private synchronized void reach() throws EventSinkException {
        if (down) {
            throw new EventSinkException("out of reach", new IOException("out of reach"));
        }
    }

    private boolean follows(FactBatch batch) {
        int first = batch.facts().getFirst().sequence();
        return first == 1
                || of(batch.run()).stream().anyMatch(event -> event.id().contains("." + (first - 1) + "."));
    }

    private void put(FactBatch batch, Fact fact) {
        CloudEvent event = CloudEvent.of(batch, fact);
        events.putIfAbsent(key(event), event);
    }

    private static String key(CloudEvent event) {
        return event.source() + " " + event.id();
    }
}

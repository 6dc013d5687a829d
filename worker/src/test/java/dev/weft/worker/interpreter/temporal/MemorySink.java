package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.event.AwaitedEvent;
import dev.weft.worker.protocol.event.CloudEvent;
import dev.weft.worker.protocol.event.EventGaps;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.event.EventSinkException;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An event log in memory that can be out of reach, and lose what it is given. Thread safe. */
final class MemorySink implements EventSink {
    private final Map<String, CloudEvent> events = new LinkedHashMap<>();
    private final Map<String, AwaitedEvent> awaited = new LinkedHashMap<>();
    private final List<Silent> silent = new ArrayList<>();
    private final Set<String> held = new HashSet<>();
    private final Map<String, Integer> failing = new HashMap<>();
    private boolean down;
    private EventGaps gaps = EventGaps.NONE;
    private int losing;
    int refusals;

    synchronized void down(boolean value) {
        down = value;
    }

    /** Of the next batches that come as they are told so many are lost, as with a publisher that dies. */
    synchronized void lose(int batches) {
        losing = batches;
    }

    /** Whoever asks of a workflow's runs what the log has of them waits, until they are let go. */
    synchronized void hold(String workflow) {
        held.add(workflow);
    }

    synchronized void letGo(String workflow) {
        held.remove(workflow);
        notifyAll();
    }

    /** Of those who ask of a workflow's runs what the log has of them so many fail, and not as when it is out of reach. */
    synchronized void fail(String workflow, int times) {
        failing.put(workflow, times);
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
        answer(batch.run());
        return batch.facts().isEmpty()
                || events.containsKey(key(CloudEvent.of(batch, batch.facts().getLast())));
    }

    @Override
    public synchronized Optional<Instant> latest(String run) throws EventSinkException {
        reach();
        answer(run);
        return of(run).stream().map(CloudEvent::time).max(Instant::compareTo);
    }

    @Override
    public synchronized void alive(String publisher, EventGaps standing) throws EventSinkException {
        reach();
        gaps = standing;
    }

    /** What the publisher has said last that is missing. */
    synchronized EventGaps gaps() {
        return gaps;
    }

    @Override
    public synchronized void done(String publisher) throws EventSinkException {
        reach();
        silent.removeIf(one -> one.publisher().equals(publisher));
    }

    @Override
    public synchronized Optional<Silent> silent(Duration howLong, String heir) throws EventSinkException {
        reach();
        return silent.stream().findFirst();
    }

    @Override
    public synchronized List<String> wanted(String heir) throws EventSinkException {
        reach();
        return List.of();
    }

    @Override
    public synchronized void restored(String run) throws EventSinkException {
        reach();
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

    private void answer(String run) {
        String workflow = run.substring(0, run.indexOf('-'));
        try {
            while (held.contains(workflow)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        int left = failing.getOrDefault(workflow, 0);
        failing.put(workflow, left - 1);
        if (left > 0) {
            throw new IllegalStateException("failed by the test");
        }
    }

    private synchronized void reach() throws EventSinkException {
        if (down) {
            throw new EventSinkException("out of reach", new IOException("out of reach"));
        }
    }

    private boolean follows(FactBatch batch) {
        int first = batch.facts().getFirst().sequence();
        if (batch.beginsOnceMore().isPresent() && of(batch.run()).stream().noneMatch(MemorySink::ends)) {
            return false;
        }
        return first == 1
                || of(batch.run()).stream().anyMatch(event -> event.id().contains("." + (first - 1) + "."));
    }

    private static boolean ends(CloudEvent event) {
        return Stream.of(FactType.values())
                .anyMatch(type -> type.ends() && type.text().equals(event.type()));
    }

    private void put(FactBatch batch, Fact fact) {
        CloudEvent event = CloudEvent.of(batch, fact);
        events.putIfAbsent(key(event), event);
    }

    private static String key(CloudEvent event) {
        return event.source() + " " + event.id();
    }
}

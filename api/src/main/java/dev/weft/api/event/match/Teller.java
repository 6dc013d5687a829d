package dev.weft.api.event.match;

import dev.weft.api.gateway.RunEvents;
import dev.weft.worker.protocol.event.CloudEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;

/** Tells runs of events: each run of its own one after the other, several runs at once. Thread safe. */
final class Teller {
    private static final int AT_ONCE = 32;

    private final BiFunction<String, CloudEvent, RunEvents.Told> runs;

    /**
     * @param runs tells one run of one event; throws where Temporal doesn't answer
     */
    Teller(BiFunction<String, CloudEvent, RunEvents.Told> runs) {
        this.runs = runs;
    }

    /**
     * What became of it.
     *
     * @param gone runs that have ended
     * @param refused offsets of the first event that Temporal didn't take, by run
     */
    record Outcome(Set<String> gone, Map<String, Long> refused) {}

    /**
     * Tells them all.
     *
     * @throws RuntimeException where Temporal doesn't answer: some were told, and all are to be told again
     */
    Outcome tell(Map<String, NavigableMap<Long, CloudEvent>> offers) {
        Outcome outcome = new Outcome(new HashSet<>(), new LinkedHashMap<>());
        if (offers.isEmpty()) {
            return outcome;
        }
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> telling = new ArrayList<>();
            offers.forEach((run, events) -> telling.add(threads.submit(() -> {
                places.acquireUninterruptibly();
                try {
                    tell(run, events, outcome);
                } finally {
                    places.release();
                }
            })));
            for (Future<?> one : telling) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
        return outcome;
    }

    private void tell(String run, NavigableMap<Long, CloudEvent> events, Outcome outcome) {
        for (Map.Entry<Long, CloudEvent> event : events.entrySet()) {
            RunEvents.Told told = runs.apply(run, event.getValue());
            if (told != RunEvents.Told.YES) {
                synchronized (outcome) {
                    switch (told) {
                        case GONE -> outcome.gone().add(run);
                        case REFUSED -> outcome.refused().put(run, event.getKey());
                        case YES -> {}
                    }
                }
                return;
            }
        }
    }
}

package dev.weft.api.insight.alert;

import dev.weft.api.folder.AlertBook;
import dev.weft.api.store.AlertWatchStore;
import dev.weft.api.store.Database;
import dev.weft.api.store.EventStore;
import dev.weft.worker.protocol.event.CloudEvent;
import io.dropwizard.lifecycle.Managed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all rules every few seconds, and tells of each finding once that it is, and once that it is no more: what is told and that
 * it was told are written in one transaction. Of several servers one looks at a time. Thread safe.
 */
public final class AlertWatch implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
    private static final String SOURCE = "/alerts";
    private static final long GRACE_MILLIS = 10_000;

    private final Database database;
    private final AlertWatchStore turns;
    private final AlertBook book;
    private final EventStore events;
    private final List<Rule> rules;
    private final Duration pause;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("weft-alerts").unstarted(this::work);

    /**
     * @param pause between two looks
     */
    public AlertWatch(
            Database database, AlertBook book, EventStore events, List<Rule> rules, Duration pause, Clock clock) {
        this.database = database;
        this.turns = new AlertWatchStore(database);
        this.book = book;
        this.events = events;
        this.rules = List.copyOf(rules);
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        closed.countDown();
        thread.join(GRACE_MILLIS);
        thread.interrupt();
    }

    /** Looks once, where no other server did so since half a pause. */
    public void look() {
        if (!turns.mayLook(pause.dividedBy(2))) {
            return;
        }
        for (Rule rule : rules) {
            Sight seen;
            try {
                seen = rule.look();
            } catch (RuntimeException e) {
                LOG.debug("Whether there is {} can't be known now", rule.kind(), e);
                continue;
            }
            database.together(() -> tell(rule.kind(), seen));
        }
    }

    private int tell(String kind, Sight seen) {
        Map<String, Finding> now = new TreeMap<>();
        seen.findings().forEach(finding -> now.put(finding.subject(), finding));
        turns.lock();
        String source = SOURCE + "/" + kind;
        Map<String, String> before = book.of(source);
        Instant at = clock.instant();
        int told = 0;
        for (Finding finding : now.values()) {
            if (!before.containsKey(finding.subject())) {
                String id = UUID.randomUUID().toString();
                LOG.warn("Alert: {} {}", finding.summary(), finding.help());
                book.raised(source, finding.subject(), id);
                events.put(List.of(event("alert.raised", id, kind, finding.subject(), at, finding)));
                told++;
            }
        }
        for (Map.Entry<String, String> standing : before.entrySet()) {
            if (!now.containsKey(standing.getKey()) && seen.covers().test(standing.getKey())) {
                book.cleared(source, standing.getKey(), standing.getValue());
                events.put(List.of(event("alert.cleared", standing.getValue(), kind, standing.getKey(), at, null)));
                told++;
            }
        }
        return told;
    }

    private static CloudEvent event(
            String type, String id, String kind, String subject, Instant at, @Nullable Finding finding) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("alert", id);
        data.put("kind", kind);
        if (finding != null) {
            data.put("severity", finding.severity());
            data.put("summary", finding.summary());
            data.put("help", finding.help());
        }
        return new CloudEvent(type + "." + id, SOURCE, type, subject, at, data, Map.of());
    }

    private void work() {
        try {
            // Not at once: a platform that starts has no worker for a moment.
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    look();
                } catch (RuntimeException e) {
                    LOG.debug("Alerts can't be looked for now", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

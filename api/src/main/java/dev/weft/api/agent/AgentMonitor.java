package dev.weft.api.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.api.gateway.AgentWatchDesk;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.HealthCheck;
import dev.weft.worker.protocol.agent.AgentHealth;
import dev.weft.worker.protocol.agent.HealthReport;
import dev.weft.worker.protocol.agent.WatchedAgent;
import dev.weft.worker.protocol.agent.Watchlist;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a worker look after the agents that say {@code health}, tells how they are, and raises alerts. Several servers do the same: the
 * list is one, and so are the alerts. Thread safe.
 */
public final class AgentMonitor implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(AgentMonitor.class);
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** A list that isn't taken up by then is sent again. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private static final long GRACE_MILLIS = 5_000;

    private final Supplier<String> mark;
    private final Supplier<Map<String, Agent>> agents;
    private final AgentWatchDesk desk;
    private final AgentAlerts alerts;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("weft-agents").unstarted(this::work);
    private @Nullable Watchlist list;
    private String markOfList = "";
    private volatile Map<String, AgentHealth> states = Map.of();
    private String sent = "";
    private long sentAt;
    private boolean troubled;

    /**
     * @param mark another whenever agents have changed
     * @param agents all that are saved, by name
     */
    public AgentMonitor(
            Supplier<String> mark, Supplier<Map<String, Agent>> agents, AgentWatchDesk desk, AgentAlerts alerts) {
        this.mark = mark;
        this.agents = agents;
        this.desk = desk;
        this.alerts = alerts;
    }

    /** How an agent is; empty for one that nobody looks after, or of which nothing is known yet. */
    public Optional<AgentHealth> health(String agent) {
        return Optional.ofNullable(states.get(agent));
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        closed.countDown();
        thread.join(GRACE_MILLIS);
    }

    private void work() {
        try {
            do {
                try {
                    look();
                    troubled = false;
                } catch (RuntimeException e) {
                    if (!troubled) {
                        LOG.warn("It isn't known now how agents are: {}", e.toString());
                    }
                    troubled = true;
                }
            } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        String now = mark.get();
        if (list == null || !now.equals(markOfList)) {
            list = list(agents.get());
            markOfList = now;
        }
        watch(list);
    }

    private void watch(Watchlist list) {
        if (list.agents().isEmpty() && sent.isEmpty() && !alerts.any()) {
            // Whoever has no such agent pays no more than this, but for one question after the start: another may have
            // had some.
            if (sentAt != 0) {
                return;
            }
            sentAt = System.nanoTime() | 1;
        }
        AgentWatchDesk.Looking looking = desk.looking();
        HealthReport report = looking.report();
        send(list, looking);
        Map<String, AgentHealth> found = new LinkedHashMap<>();
        for (WatchedAgent agent : list.agents()) {
            // Where a worker takes over, what was known before stays.
            (report == null ? health(agent.name()) : report.of(agent.name()))
                    .ifPresent(one -> found.put(one.agent(), one));
        }
        states = Map.copyOf(found);
        alerts.tell(list.agents().stream().map(WatchedAgent::name).toList(), found);
    }

    private void send(Watchlist list, AgentWatchDesk.Looking looking) {
        boolean wanted = !list.agents().isEmpty();
        HealthReport report = looking.report();
        boolean taken = looking.open() ? report != null && report.digest().equals(list.digest()) : !wanted;
        boolean justSent = sent.equals(list.digest()) && looking.open() && System.nanoTime() - sentAt < AGAIN.toNanos();
        if (!taken && !justSent) {
            desk.watch(list);
            sentAt = System.nanoTime();
        }
        sent = wanted || looking.open() ? list.digest() : "";
    }

    private static Watchlist list(Map<String, Agent> agents) {
        List<WatchedAgent> watched = new ArrayList<>();
        agents.values().forEach(agent -> {
            @Nullable HealthCheck health = agent.health();
            if (health != null) {
                watched.add(new WatchedAgent(agent.name(), agent.kind(), health));
            }
        });
        try {
            return new Watchlist(Definitions.digest(JSON.writeValueAsString(watched)), watched);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

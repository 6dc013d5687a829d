package dev.weft.api.agent;

import dev.weft.api.store.AlertStore;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.agent.AgentHealth;
import dev.weft.worker.protocol.event.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of agents that are down, and that they are up again; once each, however many servers look. Used by one thread. */
public final class AgentAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(AgentAlerts.class);
    private static final String SOURCE = "/agents";

    private final AlertStore open;
    private final Consumer<CloudEvent> events;
    private final Clock clock;

    /**
     * @param open alerts that aren't cleared
     * @param events takes {@code alert.raised} and {@code alert.cleared}; the same one may come again
     */
    public AgentAlerts(AlertStore open, Consumer<CloudEvent> events, Clock clock) {
        this.open = open;
        this.events = events;
        this.clock = clock;
    }

    /** Whether any isn't cleared. */
    boolean any() {
        return !open.of(SOURCE).isEmpty();
    }

    /**
     * Tells what has changed.
     *
     * @param watched names of all that are looked after
     * @param states of those of which something is known
     */
    void tell(Collection<String> watched, Map<String, AgentHealth> states) {
        Map<String, String> known = open.of(SOURCE);
        states.forEach((agent, health) -> {
            String alert = known.get(agent);
            if (health.status() == AgentHealth.Status.DOWN && alert == null) {
                raise(agent, health);
            } else if (health.status() == AgentHealth.Status.UP && alert != null) {
                clear(agent, alert, "it is up again");
            }
        });
        known.forEach((agent, alert) -> {
            if (!watched.contains(agent)) {
                clear(agent, alert, "it isn't looked after any more");
            }
        });
    }

    private void raise(String agent, AgentHealth health) {
        // The same for all servers, and another each time that it goes down.
        String alert = UUID.nameUUIDFromBytes((agent + "\n" + health.since()).getBytes(StandardCharsets.UTF_8))
                .toString();
        Failure failure = health.failure();
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("since", health.since().toString());
        more.put(
                "help",
                "Start or mend what answers for it: «weft agents show %s» says where that is. It is looked at again by itself."
                        .formatted(agent));
        if (failure != null) {
            more.put("problems", failure.code() + ": " + failure.message());
            more.put("details", List.of(Map.of("code", failure.code(), "path", "", "message", failure.message())));
        }
        LOG.warn("Agent {} is down: {}", agent, more.get("problems"));
        tell("alert.raised", agent, alert, more);
        open.raised(SOURCE, agent, alert);
    }

    private void clear(String agent, String alert, String why) {
        LOG.info("The alert about agent {} is cleared: {}", agent, why);
        tell("alert.cleared", agent, alert, Map.of("reason", why));
        open.cleared(SOURCE, agent, alert);
    }

    private void tell(String type, String agent, String alert, Map<String, Object> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("alert", alert);
        data.put("kind", "agent_down");
        data.put("agent", agent);
        data.putAll(more);
        events.accept(new CloudEvent(type + "." + alert, SOURCE, type, agent, clock.instant(), data, Map.of()));
    }
}

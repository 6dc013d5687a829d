package dev.weft.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.api.auth.Caller;
import dev.weft.api.auth.DecisionSigner;
import dev.weft.api.store.AuditFilter;
import dev.weft.api.store.AuditRow;
import dev.weft.api.store.AuditStore;
import dev.weft.api.web.RequestMarks;
import io.dropwizard.lifecycle.Managed;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.DynamicFeature;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit trail: written for each route that may change something, looked at, verified. Thread safe. */
public final class Audit implements Managed {
    private final AuditStore store;
    private final AuditHead head;
    private final AuditTrail trail;
    private final Clock clock;

    /**
     * @param headFile where the trail's end is kept, signed; outside of the database
     * @param keep how long entries are kept; {@code null} for ever
     */
    public Audit(AuditStore store, Path headFile, DecisionSigner signer, Clock clock, @Nullable Duration keep) {
        this.store = store;
        this.head = new AuditHead(headFile, signer);
        this.trail = new AuditTrail(store, head, clock, keep);
        this.clock = clock;
    }

    @Override
    public void start() {
        trail.start();
    }

    @Override
    public void stop() throws InterruptedException {
        trail.stop();
    }

    /** Writes down that definitions and agents of the platform's own folders were saved at its start. */
    public void loaded(int number) {
        trail.tell(AuditEntries.own(clock, "platform.load").put("changed", number));
    }

    /** Writes down what the platform does by itself, as its operator has configured. */
    public void byPolicy(String action, String target) {
        trail.tell(AuditEntries.own(clock, action).put("target", target));
    }

    /**
     * Writes down what became of one of several things that a request does: the request's own entries say what it was told.
     *
     * @param action as of the request
     * @param target what it was done with
     * @param done whether it was done; otherwise it was refused
     */
    public void told(ContainerRequestContext request, String action, String target, boolean done, JsonNode after) {
        ObjectNode entry = AuditEntries.of(
                clock,
                done ? "done" : "refused",
                Caller.of(request.getSecurityContext()),
                String.valueOf(request.getProperty(RequestMarks.ADDRESS)),
                String.valueOf(request.getProperty(RequestMarks.ID)),
                action,
                target);
        AuditEntries.add(entry, "after", Facts.of(after));
        trail.tell(entry);
    }

    /** What writes down all that routes do which may change something. */
    public DynamicFeature feature(Before before) {
        return new AuditFeature(trail, before, clock);
    }

    /** Entries before a position, newest first. */
    public List<AuditRow> before(long position, AuditFilter filter, int limit) {
        return store.before(position, filter, limit);
    }

    /** Entries after a position, oldest first. */
    public List<AuditRow> after(long position, AuditFilter filter, int limit) {
        return store.after(position, filter, limit);
    }

    /** Goes through the whole trail. */
    public Verification verify() {
        return new AuditVerifier(store, head).verify();
    }

    /** Knows what was there before a change. */
    @FunctionalInterface
    public interface Before {
        /**
         * What a request is about to change.
         *
         * @param path of the route, such as {@code /workflows/{id}}
         * @param name what the path's last parameter names
         * @return {@code null} where there is nothing, or nothing is known of it
         */
        @Nullable JsonNode of(String path, String name);
    }
}

package dev.weft.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.api.auth.Caller;
import dev.weft.api.store.AuditRow;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The words of entries. {@code phase} is {@code intended}, then {@code done} or {@code refused}; or {@code refused} alone. */
final class AuditEntries {
    /** What a cut is called. */
    static final String CUT = "audit.cut";

    private AuditEntries() {}

    /** What somebody asks for. */
    static ObjectNode of(
            Clock clock,
            String phase,
            Caller caller,
            String from,
            String request,
            String action,
            @Nullable String target) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        entry.put("phase", phase);
        entry.put("user", caller.user());
        entry.put("token", caller.token());
        entry.put("from", from);
        entry.put("request", request);
        entry.put("action", action);
        return target == null ? entry : entry.put("target", target);
    }

    /** That entries were cut off up to one. */
    static String cut(Clock clock, AuditRow last) {
        return own(clock, CUT)
                .put("through", last.position())
                .put("hash", last.hash())
                .toString();
    }

    /** What the platform does by itself. */
    static ObjectNode own(Clock clock, String action) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("phase", "done")
                .put("user", "weft")
                .put("action", action);
    }

    /** Adds something that there is. */
    static void add(ObjectNode entry, String name, @Nullable JsonNode value) {
        if (value != null
                && !value.isMissingNode()
                && !value.isNull()
                && !(value.isContainerNode() && value.isEmpty())) {
            entry.set(name, value);
        }
    }
}

package dev.weft.api.resource;

import dev.weft.api.auth.Needs;
import dev.weft.api.auth.Permission;
import dev.weft.api.error.ApiException;
import dev.weft.api.figure.SeenAlert;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.AlertItem;
import dev.weft.api.representation.Cursors;
import dev.weft.api.representation.Durations;
import dev.weft.api.representation.Page;
import dev.weft.api.store.InsightStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /alerts}. */
@Path("/alerts")
@Produces(MediaType.APPLICATION_JSON)
public final class AlertsResource {
    private final InsightStore store;

    public AlertsResource(InsightStore store) {
        this.store = store;
    }

    /** Alerts that stand, those that were raised last first; with {@code status=all} also those that were cleared. */
    @Answers("Alerts that stand, those that were raised last first; with status=all also those that were cleared.")
    @GET
    @Needs(Permission.READ)
    public Page<AlertItem> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int size = Requests.limit(limit);
        String after = Cursors.decodeText(cursor);
        int space = after == null ? -1 : after.indexOf(' ');
        Instant before = after == null ? null : Durations.time("cursor", after.substring(0, Math.max(space, 0)));
        List<SeenAlert> found = store.alerts(
                isStanding(status), kind, before, after == null ? null : after.substring(space + 1), size + 1);
        List<AlertItem> items = found.stream().limit(size).map(AlertItem::of).toList();
        return new Page<>(
                items,
                found.size() > size
                        ? Cursors.encode(items.getLast().raisedAt() + " "
                                + items.getLast().id())
                        : null);
    }

    private static boolean isStanding(@Nullable String status) {
        return switch (status == null ? "raised" : status) {
            case "raised" -> true;
            case "all" -> false;
            default -> throw ApiException.invalid("Expected «status» to be raised or all, but found «" + status + "».");
        };
    }
}

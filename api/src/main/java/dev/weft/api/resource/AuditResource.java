package dev.weft.api.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weft.api.audit.Audit;
import dev.weft.api.audit.Verification;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.AuditItem;
import dev.weft.api.representation.Cursors;
import dev.weft.api.representation.Durations;
import dev.weft.api.representation.Json;
import dev.weft.api.representation.Page;
import dev.weft.api.store.AuditFilter;
import dev.weft.api.store.AuditRow;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /audit}. */
@Path("/audit")
public final class AuditResource {
    private static final String LINES = "application/x-ndjson";
    private static final int CHUNK = 1_000;

    private final Audit audit;

    public AuditResource(Audit audit) {
        this.audit = audit;
    }

    /** Entries, newest first. */
    @Answers("Entries, newest first.")
    @GET
    @Needs(Permission.AUDIT)
    @Produces(MediaType.APPLICATION_JSON)
    public Page<AuditItem> list(
            @QueryParam("user") @Nullable String user,
            @QueryParam("action") @Nullable String action,
            @QueryParam("target") @Nullable String target,
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int size = Requests.limit(limit);
        String before = Cursors.decodeText(cursor);
        List<AuditRow> found = audit.before(
                before == null ? Long.MAX_VALUE : Requests.position("cursor", before),
                filter(user, action, target, since, until),
                size + 1);
        List<AuditItem> items = found.stream().limit(size).map(AuditItem::of).toList();
        return new Page<>(
                items,
                found.size() > size
                        ? Cursors.encode(Long.toString(items.getLast().position()))
                        : null);
    }

    /** All entries, oldest first, a line each, with what the chain needs to be verified elsewhere. */
    @Answers(
            value = "All entries, oldest first, a line each, with what the chain needs to be verified elsewhere.",
            type = String.class)
    @GET
    @Needs(Permission.AUDIT)
    @Produces(LINES)
    public Response export(
            @QueryParam("user") @Nullable String user,
            @QueryParam("action") @Nullable String action,
            @QueryParam("target") @Nullable String target,
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until) {
        AuditFilter filter = filter(user, action, target, since, until);
        return Response.ok((StreamingOutput) stream -> write(stream, filter), LINES)
                .build();
    }

    /** Goes through the whole trail and says what is missing or altered. */
    @Answers("Goes through the whole trail and says what is missing or altered.")
    @GET
    @Path("/verify")
    @Needs(Permission.AUDIT)
    @Produces(MediaType.APPLICATION_JSON)
    public Verification verify() {
        return audit.verify();
    }

    private void write(OutputStream stream, AuditFilter filter) throws IOException {
        long position = 0;
        List<AuditRow> rows;
        do {
            rows = audit.after(position, filter, CHUNK);
            for (AuditRow row : rows) {
                stream.write(line(row).getBytes(StandardCharsets.UTF_8));
                position = row.position();
            }
            stream.flush();
        } while (rows.size() == CHUNK);
    }

    /** The entry is a text here, as the hash is of its very characters. */
    private static String line(AuditRow row) throws JsonProcessingException {
        return Json.mapper()
                        .writeValueAsString(
                                Map.of("position", row.position(), "hash", row.hash(), "entry", row.entry()))
                + "\n";
    }

    private static AuditFilter filter(
            @Nullable String user,
            @Nullable String action,
            @Nullable String target,
            @Nullable String since,
            @Nullable String until) {
        return new AuditFilter(user, action, target, Durations.time("since", since), Durations.time("until", until));
    }
}

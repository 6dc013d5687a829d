package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.figure.SeenRun;
import dev.weft.api.representation.Cursors;
import dev.weft.api.store.SeenRunStore.After;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Where pages of runs begin, as texts: runs that begin meanwhile move none to another page. */
final class RunCursors {
    private RunCursors() {}

    static String write(SeenRun last) {
        return Cursors.encode(last.startedAt() + " " + last.run());
    }

    /** {@code null} for the first page. */
    static @Nullable After read(@Nullable String cursor) {
        String position = Cursors.decodeText(cursor);
        if (position == null) {
            return null;
        }
        int at = position.indexOf(' ');
        try {
            if (at > 0 && position.indexOf(0) < 0) {
                return new After(Instant.parse(position.substring(0, at)), position.substring(at + 1));
            }
        } catch (DateTimeParseException e) {
            // As any other text.
        }
        throw ApiException.invalid("Expected a cursor from an earlier answer's «next», but found another text.");
    }
}

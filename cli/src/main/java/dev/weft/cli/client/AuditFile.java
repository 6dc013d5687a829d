package dev.weft.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An exported audit trail, verified by itself: that nothing within it is missing or altered. */
public final class AuditFile {
    private static final int MOST_PROBLEMS = 20;

    private final List<String> problems = new ArrayList<>();
    private long entries;
    private long first;
    private long last;
    private String hash = "";

    private AuditFile() {}

    /** What is found, as the API says it. The first entry's hash is believed where others were cut off before it. */
    public static JsonNode verify(Path file) {
        AuditFile found = new AuditFile();
        try (Stream<String> lines = Files.lines(file)) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                found.look(ApiClient.parse(each.next()));
            }
        } catch (JsonProcessingException e) {
            throw new CliException(
                    Exit.FAILED,
                    "Expected a line of JSON for each entry in " + file + ", but: " + e.getOriginalMessage());
        } catch (IOException | UncheckedIOException e) {
            throw new CliException(Exit.NOT_FOUND, "Expected to read " + file + ", but: " + e.getMessage());
        }
        if (found.entries == 0) {
            found.problem("Expected at least one entry, but found none.");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("valid", found.problems.isEmpty());
        body.put("entries", found.entries);
        body.put("first", found.first);
        body.put("last", found.last);
        body.put("hash", found.hash);
        body.put("head", "not looked at");
        body.put("problems", found.problems);
        return ApiClient.tree(body);
    }

    private void look(JsonNode line) {
        long position = line.path("position").asLong();
        String said = line.path("hash").asText();
        if (entries == 0) {
            first = position;
        } else if (position != last + 1) {
            problem("Expected entry " + (last + 1) + ", but found " + position + ".");
        }
        boolean isBelieved = entries == 0 && position > 1;
        if (!isBelieved && !hash(hash, position, line.path("entry").asText()).equals(said)) {
            problem("Entry " + position + " is not what was written, or the one before it isn't.");
        }
        entries++;
        last = position;
        hash = said;
    }

    private void problem(String words) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(words);
        }
    }

    private static String hash(String before, long position, String entry) {
        try {
            byte[] text = (before + "\n" + position + "\n" + entry).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java to have SHA-256", e);
        }
    }
}

package dev.weft.api.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.api.store.AuditEnds;
import dev.weft.api.store.AuditFilter;
import dev.weft.api.store.AuditRow;
import dev.weft.api.store.AuditStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through the whole trail and says what is missing or altered. Made for one look. */
final class AuditVerifier {
    private static final int PAGE = 1_000;
    private static final int MOST_PROBLEMS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AuditStore store;
    private final AuditHead kept;
    private final List<String> problems = new ArrayList<>();
    private long entries;
    private long position;
    private String hash;
    private @Nullable JsonNode lastCut;
    private boolean headSeen;

    AuditVerifier(AuditStore store, AuditHead kept) {
        this.store = store;
        this.kept = kept;
        this.hash = "";
    }

    /** Ends are read first: what is appended meanwhile is looked at as well, and is none of them. */
    Verification verify() {
        AuditHead.@Nullable End head = head();
        AuditEnds ends = store.ends();
        position = ends.cut();
        hash = ends.cutHash();
        List<AuditRow> page = new ArrayList<>();
        do {
            page = store.after(position, AuditFilter.ALL, PAGE);
            page.forEach(row -> look(row, head, ends));
        } while (page.size() == PAGE);
        checkEnds(ends);
        checkCut(ends);
        String said = head == null ? (problems.isEmpty() ? "missing" : "differs") : headSeen ? "matches" : "differs";
        if (head != null && !headSeen) {
            problem("Expected entry " + head.position()
                    + " with the hash that the signed head outside of the database says, but it"
                    + " isn't there: the trail was shortened or written anew.");
        }
        return new Verification(
                problems.isEmpty(), entries, ends.cut() + 1, position, hash, said, List.copyOf(problems));
    }

    private AuditHead.@Nullable End head() {
        try {
            return kept.read().orElse(null);
        } catch (IOException e) {
            problem("The head outside of the database can't be read: " + e.getMessage());
            return null;
        }
    }

    private void look(AuditRow row, AuditHead.@Nullable End head, AuditEnds ends) {
        if (row.position() != position + 1) {
            problem("Expected entry " + (position + 1) + " after " + position + ", but found " + row.position() + ": "
                    + (row.position() - position - 1) + " missing.");
        }
        String expected = AuditStore.hash(hash, row.position(), row.entry());
        if (!expected.equals(row.hash())) {
            problem("Entry " + row.position() + " is not what was written, or the one before it isn't.");
        }
        entries++;
        position = row.position();
        hash = row.hash();
        if (head != null && head.position() == position && head.hash().equals(hash)) {
            headSeen = true;
        }
        if (row.position() == ends.last() && !ends.hash().equals(hash)) {
            problem("Expected the last entry " + ends.last()
                    + " with the hash that the database's head says, but it has another.");
        }
        parse(row)
                .filter(entry -> entry.path("action").asText().equals(AuditEntries.CUT))
                .ifPresent(entry -> lastCut = entry);
    }

    private Optional<JsonNode> parse(AuditRow row) {
        try {
            return Optional.of(JSON.readTree(row.entry()));
        } catch (JsonProcessingException e) {
            problem("Entry " + row.position() + " is no JSON.");
            return Optional.empty();
        }
    }

    private void checkEnds(AuditEnds ends) {
        if (position < ends.last()) {
            problem("Expected entries up to " + ends.last() + ", but the last is " + position + ".");
        }
    }

    /** Who cuts writes it down: what the chain begins with is what the last cut says. */
    private void checkCut(AuditEnds ends) {
        JsonNode cut = lastCut;
        boolean said = cut != null
                && cut.path("through").asLong() == ends.cut()
                && cut.path("hash").asText().equals(ends.cutHash());
        if (ends.cut() > 0 && !said) {
            problem("Expected an entry that says that all up to " + ends.cut() + " were cut off, but found none.");
        }
    }

    private void problem(String words) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(words);
        }
    }
}

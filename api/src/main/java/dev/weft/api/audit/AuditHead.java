package dev.weft.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.api.auth.DecisionSigner;
import dev.weft.api.store.AuditRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * The end of the trail that this server has written last, signed, in a file: whoever can change the database alone can't shorten
 * the trail or write it anew without its being seen. Not thread safe.
 */
final class AuditHead {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final DecisionSigner signer;

    AuditHead(Path file, DecisionSigner signer) {
        this.file = file;
        this.signer = signer;
    }

    /** Keeps an end; one before it is forgotten. */
    void keep(AuditRow row) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        DecisionSigner.Signed signed = signer.sign(statement(row.position(), row.hash()));
        Files.write(
                fresh,
                JSON.writeValueAsBytes(Map.of(
                        "position",
                        row.position(),
                        "hash",
                        row.hash(),
                        "key",
                        signed.key(),
                        "signature",
                        signed.signature())));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * The end that was kept; empty where none was.
     *
     * @throws IOException where the file isn't one that this platform has signed
     */
    Optional<End> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode kept = JSON.readTree(Files.readAllBytes(file));
        End end = new End(kept.path("position").asLong(), kept.path("hash").asText());
        if (!signer.verifies(
                kept.path("key").asText(),
                statement(end.position(), end.hash()),
                kept.path("signature").asText())) {
            throw new IOException("Expected a signature of one of the platform's keys in " + file);
        }
        return Optional.of(end);
    }

    private static byte[] statement(long position, String hash) {
        return ("weft audit head\n" + position + "\n" + hash).getBytes(StandardCharsets.UTF_8);
    }

    /** Where a chain has been. */
    record End(long position, String hash) {}
}

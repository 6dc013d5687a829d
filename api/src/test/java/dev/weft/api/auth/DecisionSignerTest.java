package dev.weft.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.worker.protocol.DecisionKeys;
import dev.weft.worker.protocol.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionSignerTest {
    @TempDir
    private Path folder;

    @Test
    void shouldMakeTheFirstKeyAndKeepIt() throws IOException {
        DecisionSigner first = KeyFolder.open(folder);

        assertThat(first.publicKeys()).hasSize(1);
        assertThat(KeyFolder.open(folder).publicKeys()).isEqualTo(first.publicKeys());
        assertThat(Files.getPosixFilePermissions(folder.resolve("0001.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void shouldSignWithTheNewestKeyThatIsKnown() throws IOException {
        String old = KeyFolder.open(folder).publicKeys().getFirst();
        Files.move(folder.resolve("0001.pem"), folder.resolve("0000.pem"));
        Files.move(folder.resolve("0000.pem"), folder.resolve("kept"));
        KeyFolder.open(folder);
        Files.move(folder.resolve("0001.pem"), folder.resolve("0002.pem"));
        Files.move(folder.resolve("kept"), folder.resolve("0001.pem"));
        DecisionSigner both = KeyFolder.open(folder);

        assertThat(both.publicKeys()).hasSize(2).last().isEqualTo(old);
        String fresh = both.publicKeys().getFirst();
        assertThat(key(both, List.of(DecisionKeys.id(old), DecisionKeys.id(fresh))))
                .isEqualTo(fresh);
        assertThat(key(both, List.of(DecisionKeys.id(old)))).isEqualTo(old);
        assertThat(both.prove(List.of("another"), 1, nonce -> new byte[0])).isEmpty();
    }

    @Test
    void shouldRefuseKeysThatAreNone() throws IOException {
        KeyFolder.open(folder);
        Path key = folder.resolve("0001.pem");
        String good = Files.readString(key);

        Files.writeString(key, good.substring(0, good.indexOf("-----BEGIN PUBLIC")));
        assertThatThrownBy(() -> KeyFolder.open(folder))
                .hasMessageContaining("there is no PUBLIC KEY in it")
                .hasMessageContaining("openssl pkey");
        Files.writeString(key, good.replace("MC4CAQ", "MC4CAg"));
        assertThatThrownBy(() -> KeyFolder.open(folder)).hasMessageContaining("Expected an Ed25519 key in");
        Files.writeString(key, good);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> KeyFolder.open(folder)).hasMessageContaining("but everybody may");
    }

    /** The key whose signature of the nonce is given; a new nonce each time. */
    private static String key(DecisionSigner signer, List<String> known) {
        Proof proof = signer.prove(known, 3, nonce -> nonce.getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        assertThat(proof.generation()).isEqualTo(3);
        return signer.publicKeys().stream()
                .filter(key -> DecisionKeys.id(key).equals(proof.key())
                        && DecisionKeys.verify(key, proof.nonce().getBytes(StandardCharsets.UTF_8), proof.signature()))
                .findFirst()
                .orElseThrow();
    }
}

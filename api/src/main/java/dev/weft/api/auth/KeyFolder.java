package dev.weft.api.auth;

import dev.weft.worker.protocol.DecisionKeys;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys that decisions are signed with: {@code *.pem} of a folder, the last by name the newest. The first is made with
 * the folder.
 */
public final class KeyFolder {
    private static final String FIRST = "0001.pem";

    private KeyFolder() {}

    /**
     * Reads the keys, and makes the first (mode 0600) where there is none.
     *
     * @throws IOException where the folder or a key can't be read or written
     */
    public static DecisionSigner open(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            create(folder);
            files = files(folder);
        }
        List<KeyFile> keys = new ArrayList<>();
        for (Path file : files) {
            keys.add(KeyFile.read(file));
        }
        return new DecisionSigner(keys);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".pem"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    /** Whole or not at all: where another server makes one at the same time, its key is the one. */
    private static void create(Path folder) throws IOException {
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        Path fresh = Files.createTempFile(folder, "key", ".new", posix ? ownerOnly() : new FileAttribute<?>[0]);
        try {
            Files.writeString(
                    fresh,
                    KeyFile.write(
                            KeyPairGenerator.getInstance(DecisionKeys.ALGORITHM).generateKeyPair()));
            Files.createLink(folder.resolve(FIRST), fresh);
        } catch (FileAlreadyExistsException made) {
            // Another server was quicker.
        } catch (GeneralSecurityException e) {
            throw new IOException("Expected Java to make Ed25519 keys, but: " + e.getMessage(), e);
        } finally {
            Files.delete(fresh);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}

package dev.weft.api.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** The first token: made with the platform, kept in a file that only its owner reads. */
public final class AdminToken {
    private static final int LEAST_LENGTH = 16;

    private AdminToken() {}

    /** Who shows it. */
    static Caller caller() {
        return new Caller("admin", EnumSet.of(Role.ADMIN), List.of(), "admin", Map.of());
    }

    /**
     * Reads the token, and makes one (mode 0600) where the file is missing.
     *
     * @throws IOException when the file can't be read or written, or holds no token
     */
    public static String ensure(Path file) throws IOException {
        if (Files.exists(file)) {
            String token = Files.readString(file).strip();
            if (token.length() < LEAST_LENGTH) {
                throw new IOException("Expected a token of at least " + LEAST_LENGTH + " characters in " + file
                        + ", but found " + token.length() + ". Delete the file, and a new one is made.");
            }
            return token;
        }
        return create(file);
    }

    private static String create(Path file) throws IOException {
        String token = Secrets.newToken();
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new");
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(fresh, token + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return token;
    }
}

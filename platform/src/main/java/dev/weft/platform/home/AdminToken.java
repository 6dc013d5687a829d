package dev.weft.platform.home;

import dev.weft.platform.PlatformException;
import dev.weft.platform.process.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The administrator's token: made once per home, readable by its owner alone. */
public final class AdminToken {
    private static final int BYTES = 32;

    private AdminToken() {}

    /** The home's token; made where it has none. */
    public static String ensure(HomeFolder home) throws PlatformException {
        Optional<String> token = read(home.token());
        return token.isPresent() ? token.get() : create(home.token());
    }

    /** The token in a file; empty where there is none. */
    public static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(token -> !token.isEmpty());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static String create(Path file) throws PlatformException {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        String token = "weft_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Path fresh = file.resolveSibling("token.new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, token + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return token;
        } catch (IOException e) {
            throw Disk.explain(file, e);
        }
    }
}

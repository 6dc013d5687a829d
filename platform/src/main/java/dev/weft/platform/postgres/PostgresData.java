package dev.weft.platform.postgres;

import dev.weft.platform.PlatformException;
import dev.weft.platform.PlatformException.Code;
import dev.weft.platform.process.Disk;
import dev.weft.platform.process.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The data directory: made beside its place and then moved there, so that it is whole or not there. */
final class PostgresData {
    static final String USER = "weft";

    private PostgresData() {}

    /** Makes it where it is missing; answers the password of user {@code weft}. */
    static String prepare(PostgresSettings settings, Path programs) throws PlatformException {
        try {
            Files.createDirectories(settings.folder());
            if (!Files.isDirectory(settings.data())) {
                writePassword(settings.password());
                initialise(settings, programs);
            }
            return Files.readString(settings.password()).strip();
        } catch (IOException e) {
            throw Disk.explain(settings.folder(), e);
        }
    }

    private static void writePassword(Path file) throws IOException {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(bytes) + "\n");
    }

    private static void initialise(PostgresSettings settings, Path programs) throws IOException, PlatformException {
        Path fresh = Files.createTempDirectory(settings.folder(), "new-");
        try {
            List<String> initdb = new ArrayList<>(List.of(
                    programs.resolve("bin/initdb").toString(),
                    "--pgdata=" + fresh,
                    "--username=" + USER,
                    "--pwfile=" + settings.password(),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C"));
            if (!settings.durable()) {
                initdb.add("--no-sync");
            }
            Process process = new ProcessBuilder(PostgresUser.command(initdb))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                if (output.contains("No space left") || output.contains("File too large")) {
                    throw Disk.explain(settings.folder(), new IOException("No space left on device"));
                }
                throw new PlatformException(
                        Code.NOT_STARTED,
                        "Expected PostgreSQL to prepare %s, but initdb failed:\n%s"
                                .formatted(settings.data(), output.strip()));
            }
            Files.move(fresh, settings.data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(Code.NOT_STARTED, "Interrupted while preparing PostgreSQL.", e);
        } finally {
            Folders.delete(fresh);
        }
    }
}

package dev.weft.platform.postgres;

import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.PlatformException.Code;
import dev.weft.platform.Progress;
import dev.weft.platform.process.Disk;
import dev.weft.platform.process.FileLock;
import dev.weft.platform.process.Folders;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs: an archive on the class path, unpacked into the cache once. */
final class PostgresBinaries {
    /** The version of the archive on the class path. */
    static final String VERSION = "18.6";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long MEGABYTES = 150;

    private PostgresBinaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}. */
    static Path locate(Environment environment, Progress progress) throws PlatformException {
        Path cache = environment.cache().resolve("postgres");
        Path target = cache.resolve(VERSION + "-" + system());
        if (Files.isDirectory(target)) {
            return target;
        }
        Disk.requireWritable(cache);
        Disk.requireSpace(cache, MEGABYTES, "PostgreSQL's programs", environment);
        try (FileLock lock = FileLock.take(target.resolveSibling("lock"), PATIENCE)) {
            if (!Files.isDirectory(target)) {
                progress.say("Unpacking PostgreSQL " + VERSION);
                unpack(cache, target);
            }
            return target;
        }
    }

    private static void unpack(Path cache, Path target) throws PlatformException {
        String archive = "/postgres-" + system() + ".txz";
        Path folder = null;
        try (InputStream resource = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (resource == null) {
                throw new PlatformException(
                        Code.NO_POSTGRES,
                        "Expected PostgreSQL's programs for %s, but this build of Weft has none. Set WEFT_DATABASE_URL=jdbc:postgresql://… to use a server that runs already."
                                .formatted(system()));
            }
            folder = Files.createTempDirectory(cache, "unpacking-");
            extract(resource, folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Disk.explain(target, e);
        } finally {
            Folders.delete(folder);
        }
    }

    private static void extract(InputStream archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("expected a path inside the archive, but found " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(file, folder.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static String system() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        return (os.contains("mac") ? "darwin-" : os.contains("windows") ? "windows-" : "linux-")
                + (arch.equals("aarch64") || arch.equals("arm64") ? "arm_64" : "x86_64");
    }
}

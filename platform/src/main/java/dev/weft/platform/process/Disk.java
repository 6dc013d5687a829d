package dev.weft.platform.process;

import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.PlatformException.Code;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;

/** Whether a folder can take what is to be put there, found out before anything is put there. */
public final class Disk {
    /** How many bytes must be free is settled by this variable, such as {@code 200MB}. */
    public static final String LIMIT_VARIABLE = "WEFT_MIN_FREE_DISK";

    private static final long MEGABYTE = 1_000_000;

    private Disk() {}

    /**
     * Checks that a folder, which need not exist yet, lies on a disk with enough free space.
     *
     * @param megabytes that are needed; {@code WEFT_MIN_FREE_DISK} says otherwise
     * @param what is to be put there, for the message
     */
    public static void requireSpace(Path folder, long megabytes, String what, Environment environment)
            throws PlatformException {
        long needed = environment.get(LIMIT_VARIABLE).map(Disk::bytes).orElse(megabytes * MEGABYTE);
        try {
            long free = Files.getFileStore(existing(folder)).getUsableSpace();
            if (free < needed) {
                throw new PlatformException(
                        Code.DISK_FULL,
                        "Expected %d MB of free disk space for %s in %s, but found %d MB. Free some space, or choose another folder."
                                .formatted(ceiling(needed), what, folder, free / MEGABYTE));
            }
        } catch (IOException e) {
            throw explain(folder, e);
        }
    }

    /** Creates a folder and checks that files can be created in it. */
    public static void requireWritable(Path folder) throws PlatformException {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".weft", ".tmp"));
        } catch (IOException | ReadOnlyFileSystemException e) {
            throw explain(folder, e);
        }
    }

    /** The failure of writing somewhere, in words for a person. */
    public static PlatformException explain(Path where, Exception e) {
        String words = String.valueOf(e.getMessage());
        if (words.contains("No space left") || words.contains("quota") || words.contains("File too large")) {
            return new PlatformException(
                    Code.DISK_FULL,
                    "Expected room on the disk for %s, but found it full. Free some space, or choose another folder."
                            .formatted(where),
                    e);
        }
        String why = e instanceof AccessDeniedException ? "permission denied" : words;
        return new PlatformException(
                Code.NOT_WRITABLE,
                "Expected to write in %s, but could not: %s. Choose a folder that you may write.".formatted(where, why),
                e);
    }

    private static Path existing(Path folder) {
        Path path = folder.toAbsolutePath();
        while (path.getParent() != null && !Files.exists(path)) {
            path = path.getParent();
        }
        return path;
    }

    private static long bytes(String size) {
        String digits = size.replaceAll("[^0-9]", "");
        long number = digits.isEmpty() ? 0 : Long.parseLong(digits);
        return size.toUpperCase(java.util.Locale.ROOT).endsWith("GB") ? number * 1000 * MEGABYTE : number * MEGABYTE;
    }

    private static long ceiling(long bytes) {
        return (bytes + MEGABYTE - 1) / MEGABYTE;
    }
}

package dev.weft.api.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on the disk where the home folder is. */
final class DiskCheck {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LOW = 1024 * MEBIBYTE;
    private static final long FULL = 100 * MEBIBYTE;
    private static final int LOW_COST = 20;
    private static final int FULL_COST = 51;
    private final Path home;

    DiskCheck(Path home) {
        this.home = home;
    }

    Check look() {
        long free = free();
        if (free < 0) {
            return Check.warning("disk", LOW_COST, "The disk of " + home + " can't be looked at.");
        }
        String room = free / MEBIBYTE + " MiB are free where " + home + " is.";
        if (free < FULL) {
            return Check.failed("disk", FULL_COST, room + " Databases stop when it is full: make room.");
        }
        return free < LOW ? Check.warning("disk", LOW_COST, room + " Make room.") : Check.ok("disk", room);
    }

    long free() {
        try {
            return Files.getFileStore(home).getUsableSpace();
        } catch (IOException e) {
            return -1;
        }
    }

    long total() {
        try {
            return Files.getFileStore(home).getTotalSpace();
        } catch (IOException e) {
            return -1;
        }
    }
}

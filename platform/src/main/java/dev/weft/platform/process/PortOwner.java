package dev.weft.platform.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whose port it is, as far as this system tells without asking for rights. */
final class PortOwner {
    private static final String LISTEN = "0A";

    private PortOwner() {}

    /** The owner in words, and where to ask when it can't be told. */
    static String describe(int port) {
        return pid(port)
                .flatMap(ProcessHandle::of)
                .map(handle -> "process " + handle.pid()
                        + handle.info()
                                .command()
                                .map(command -> " (" + Path.of(command).getFileName() + ")")
                                .orElse(""))
                .orElse("another program («lsof -i :" + port + "» tells which)");
    }

    private static Optional<Long> pid(int port) {
        try {
            for (Path table : List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))) {
                String suffix = ":" + "%04X".formatted(port).toUpperCase(Locale.ROOT);
                for (String row : Files.exists(table) ? Files.readAllLines(table) : List.<String>of()) {
                    String[] fields = row.strip().split("\\s+");
                    if (fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTEN)) {
                        return owner("socket:[" + fields[9] + "]");
                    }
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Long> owner(String socket) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> holds(pid, socket))
                .findFirst();
    }

    private static boolean holds(long pid, String socket) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)
                        && Files.readSymbolicLink(descriptor).toString().equals(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | java.nio.file.DirectoryIteratorException notOurs) {
            return false;
        }
    }
}

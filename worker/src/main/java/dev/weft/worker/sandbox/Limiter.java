package dev.weft.worker.sandbox;

import java.util.ArrayList;
import java.util.List;

/** Puts limits of the kernel on a program, by the shell's {@code ulimit}; then the program takes the shell's place. */
final class Limiter {
    private static final String SCRIPT =
            "ulimit -c 0; ulimit -d \"$1\" || exit 126; ulimit -f \"$2\" || exit 126; ulimit -t \"$3\" || exit 126;"
                    + " shift 3; exec \"$@\"";

    private Limiter() {}

    static List<String> wrap(List<String> argv, Command.Limits limits) {
        List<String> wrapped = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                SCRIPT,
                "weft",
                Long.toString(Math.max(1, limits.memory() >> 10)),
                Long.toString(Math.max(1, limits.fileSize() >> 9)),
                Long.toString(Math.max(1, limits.cpu()))));
        wrapped.addAll(argv);
        return wrapped;
    }
}

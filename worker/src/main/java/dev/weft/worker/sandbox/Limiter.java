package dev.weft.worker.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts limits of the kernel on a program, by the shell's {@code ulimit}; then the program takes the shell's place. */
final class Limiter {
    // Which letter is the number of processes depends on the shell. Where there is none, the watch is what there is.
    private static final String SCRIPT =
            "ulimit -c 0; ulimit -d \"$1\" || exit 126; ulimit -f \"$2\" || exit 126; ulimit -t \"$3\" || exit 126;"
                    + " [ -z \"$4\" ] || ulimit -u \"$4\" 2>/dev/null || ulimit -p \"$4\" 2>/dev/null || :;"
                    + " shift 4; exec \"$@\"";

    /** Beyond the processes that are allowed: the kernel counts threads, too. */
    private static final long THREADS = 4096;

    private static final Pattern KERNEL = Pattern.compile("(\\d+)\\.(\\d+).*");

    private Limiter() {}

    /**
     * @param own whether the program has a user namespace of its own
     */
    static List<String> wrap(List<String> argv, Command.Limits limits, boolean own) {
        List<String> wrapped = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                SCRIPT,
                "weft",
                Long.toString(Math.max(1, limits.memory() >> 10)),
                Long.toString(Math.max(1, limits.fileSize() >> 9)),
                Long.toString(Math.max(1, limits.cpu())),
                own && countsApart() ? Long.toString(limits.processes() + THREADS) : ""));
        wrapped.addAll(argv);
        return wrapped;
    }

    /** Whether the kernel counts what each user namespace has: since Linux 5.14. Before, the worker's own count too. */
    private static boolean countsApart() {
        Matcher version = KERNEL.matcher(System.getProperty("os.version", ""));
        if (!System.getProperty("os.name", "").equals("Linux") || !version.matches()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        return major > 5 || (major == 5 && Integer.parseInt(version.group(2)) >= 14);
    }
}

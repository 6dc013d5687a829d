package dev.weft.worker.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program to run.
 *
 * @param argv program and arguments, no shell
 * @param env variables besides PATH, HOME, LANG and TMPDIR
 * @param stdin all of it
 * @param workspace the only folder that it may write to besides {@code /tmp}
 * @param folder in which it starts, inside the workspace
 * @param readable more folders that it may read
 * @param limits what it may use
 * @param allErrors whether all of stderr is wanted, and bounded like stdout; otherwise its end is kept
 */
public record Command(
        List<String> argv,
        Map<String, String> env,
        byte[] stdin,
        Path workspace,
        Path folder,
        List<Path> readable,
        Limits limits,
        boolean allErrors) {
    public Command {
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
        readable = List.copyOf(readable);
    }

    /** A program that starts in the workspace, and of whose stderr the end is wanted. */
    public Command(
            List<String> argv,
            Map<String, String> env,
            byte[] stdin,
            Path workspace,
            List<Path> readable,
            Limits limits) {
        this(argv, env, stdin, workspace, workspace, readable, limits, false);
    }

    /**
     * What a program may use.
     *
     * @param memory bytes of data of one process, and bytes that all of them hold at once
     * @param output bytes on stdout
     * @param fileSize bytes of one file that it writes
     * @param cpu seconds of processor time of one process
     * @param processes at once
     */
    public record Limits(long memory, long output, long fileSize, long cpu, long processes) {
        /** 2 GiB of memory, 1.5 MiB of output, 1 GiB a file, a day of processor time, 256 processes. */
        public static final Limits USUAL = new Limits(2L << 30, 3L << 19, 1L << 30, 86_400, 256);
    }
}

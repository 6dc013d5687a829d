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
 * @param workspace its working folder, the only one that it may write to besides {@code /tmp}
 * @param readable more folders that it may read
 * @param limits what it may use
 */
public record Command(
        List<String> argv, Map<String, String> env, byte[] stdin, Path workspace, List<Path> readable, Limits limits) {
    public Command {
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
        readable = List.copyOf(readable);
    }

    /**
     * What a program may use.
     *
     * @param memory bytes of data of one process
     * @param output bytes on stdout
     * @param fileSize bytes of one file that it writes
     * @param cpu seconds of processor time of one process
     */
    public record Limits(long memory, long output, long fileSize, long cpu) {
        /** 2 GiB of memory, 1.5 MiB of output, 1 GiB a file, a day of processor time. */
        public static final Limits USUAL = new Limits(2L << 30, 3L << 19, 1L << 30, 86_400);
    }
}

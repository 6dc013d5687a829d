package dev.weft.worker.sandbox;

import dev.weft.definitions.action.ActionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs programs confined, bounded, and never longer than they are waited for. Thread safe. */
public final class Sandbox {
    private final SandboxMode mode;
    private final List<Path> readable;
    private final String searchPath;
    private final Bubblewrap bubblewrap;

    /**
     * @param readable folders that each program may read, besides the system's own
     * @param searchPath folders where {@code bwrap} is looked for and, without a sandbox, programs are, as PATH has them
     */
    public Sandbox(SandboxMode mode, List<Path> readable, String searchPath) {
        this.mode = mode;
        this.readable = List.copyOf(readable);
        this.searchPath = searchPath;
        this.bubblewrap = new Bubblewrap(searchPath);
    }

    /**
     * Runs a program to its end. An interrupt kills it with all its children.
     *
     * @throws ActionException {@code sandbox_missing} where it can't be confined, {@code command_missing} where it can't
     *     be started, {@code too_large}, {@code too_many_processes}, {@code out_of_memory}
     */
    public CommandResult run(Command command) throws ActionException, InterruptedException {
        return run(command, errors -> {});
    }

    /**
     * As the other.
     *
     * @param errors takes what the program writes on stderr, as it does, in whole lines; on another thread
     */
    public CommandResult run(Command command, Consumer<String> errors) throws ActionException, InterruptedException {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("LANG", "C.UTF-8");
        boolean confined = mode == SandboxMode.BUBBLEWRAP;
        List<String> limited = Limiter.wrap(command.argv(), command.limits(), confined);
        List<String> argv = switch (mode) {
            case BUBBLEWRAP -> {
                env.put("PATH", "/usr/local/bin:/usr/bin:/bin");
                env.put("HOME", "/tmp");
                env.put("TMPDIR", "/tmp");
                List<Path> folders = new ArrayList<>(readable);
                folders.addAll(command.readable());
                yield bubblewrap.wrap(limited, command.workspace(), command.folder(), folders);
            }
            case NONE -> {
                env.put("PATH", searchPath);
                env.put("HOME", command.workspace().toString());
                env.put("TMPDIR", System.getProperty("java.io.tmpdir", "/tmp"));
                yield limited;
            }
        };
        env.putAll(command.env());
        return ProcessRunner.run(command, argv, env, confined, errors);
    }
}

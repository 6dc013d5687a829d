package dev.weft.worker.sandbox;

import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs one process to its end, with bounded output, and leaves none of its children behind. */
final class ProcessRunner {
    private static final int STDERR = 64 << 10;

    private ProcessRunner() {}

    /**
     * @param command what it may use, and what it reads
     * @param argv as it is started, with all that confines it
     * @param env all of its variables
     * @param namespaced whether all that it starts ends with it
     * @param errors takes what it writes on stderr, as it does; on another thread
     */
    static CommandResult run(
            Command command, List<String> argv, Map<String, String> env, boolean namespaced, Consumer<String> errors)
            throws ActionException, InterruptedException {
        String marker = UUID.randomUUID().toString();
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(command.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(env);
        builder.environment().put(ProcessTree.MARKER, marker);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw ActionException.permanent(
                    "command_missing", "Expected to start " + argv.getFirst() + ", but that failed: " + e.getMessage());
        }
        ProcessTree tree = new ProcessTree(process, marker, namespaced);
        long most = command.limits().output();
        Collector stdout = Collector.head(process.getInputStream(), most, tree::kill);
        Collector stderr = command.allErrors()
                ? Collector.head(process.getErrorStream(), most, tree::kill, errors)
                : Collector.tail(process.getErrorStream(), STDERR, errors);
        Thread feeder = Thread.ofPlatform().daemon().name("weft-stdin").start(() -> feed(process, command.stdin()));
        try (Watch watch = Watch.start(tree, command.limits())) {
            int exit = process.waitFor();
            tree.kill();
            byte[] output = stdout.await();
            byte[] said = stderr.await();
            watch.check();
            bounded(stdout, "stdout", most);
            bounded(stderr, "stderr", most);
            return new CommandResult(exit, output, new String(said, StandardCharsets.UTF_8));
        } finally {
            tree.kill();
            feeder.interrupt();
            reap(process);
        }
    }

    private static void bounded(Collector collector, String name, long most) throws ActionException {
        if (collector.overflowed()) {
            throw ActionException.permanent(
                    "too_large",
                    "Expected at most " + most + " bytes on " + name + ", but found more. Write large results to a"
                            + " file in the workspace and print its path.");
        }
    }

    private static void feed(Process process, byte[] stdin) {
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write(stdin);
        } catch (IOException e) {
            // The program needn't read its input; whether it succeeds is for its exit code to say.
            return;
        }
    }

    /** A killed process ends within moments; waiting for that keeps zombies away. */
    private static void reap(Process process) throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.weft.cli;

import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Failures as a person sees them: words and an exit code; a stack trace goes to a file. */
final class Failures {
    private Failures() {}

    /** Prints what went wrong; answers the exit code. */
    static int explain(Exception exception) {
        return switch (exception) {
            case CliException known -> {
                say(String.valueOf(known.getMessage()));
                yield known.exit();
            }
            case PlatformException known -> {
                say(String.valueOf(known.getMessage()));
                yield Exit.FAILED;
            }
            case InterruptedException ignored -> Exit.INTERRUPTED;
            default -> {
                say("This is a bug in Weft: " + exception + record(exception));
                yield Exit.FAILED;
            }
        };
    }

    private static void say(String message) {
        if (!message.isEmpty()) {
            System.err.println("weft: " + message);
        }
    }

    private static String record(Exception exception) {
        Path file = Environment.system()
                .cache()
                .resolve("errors")
                .resolve(Instant.now().toEpochMilli() + ".log");
        StringWriter trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace));
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, trace.toString());
            return ". What happened in detail: " + file;
        } catch (IOException notWritten) {
            return "";
        }
    }
}

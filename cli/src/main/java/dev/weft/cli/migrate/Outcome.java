package dev.weft.cli.migrate;

import dev.weft.cli.Exit;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemPrinter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file or saved definition.
 *
 * @param source name of the file, or id
 * @param from what it was written in; {@code null} where that isn't known
 * @param state what was done
 * @param migrated what is different in 3.0.0, in words for people
 * @param definitions ids
 * @param text what is shown: the new text, or the difference; {@code null} where that is not asked for
 * @param written files, or the revision, that hold it now
 * @param kept file that holds the author's own text now; {@code null} where it is where it was
 * @param problems that it has, by place
 * @param error why nothing was done; {@code null} where something was
 * @param exit code of it alone
 */
public record Outcome(
        String source,
        @Nullable String from,
        State state,
        List<String> migrated,
        List<String> definitions,
        @Nullable String text,
        List<String> written,
        @Nullable String kept,
        List<Problem> problems,
        @Nullable String error,
        int exit) {
    /** What was done. */
    public enum State {
        /** It is in 3.0.0 from the start. */
        CURRENT,
        /** It is shown, and stays as it is. */
        SHOWN,
        MIGRATED,
        FAILED
    }

    public Outcome {
        migrated = List.copyOf(migrated);
        definitions = List.copyOf(definitions);
        written = List.copyOf(written);
        problems = List.copyOf(problems);
    }

    /** One of which nothing came. */
    public static Outcome failed(String source, @Nullable String from, String error, int exit) {
        return new Outcome(
                source, from, State.FAILED, List.of(), List.of(), null, List.of(), null, List.of(), error, exit);
    }

    /** A file with errors. */
    public static Outcome broken(Path file, Migrated migrated) {
        String what = migrated.from() == null ? "It is of no known kind" : "It has errors";
        return new Outcome(
                file.toString(),
                migrated.from(),
                State.FAILED,
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                migrated.problems(),
                what + ": " + ProblemPrinter.count(migrated.problems()) + ".",
                Exit.FAILED);
    }

    /** In one line for people. */
    public String line() {
        return switch (state) {
            case CURRENT -> source + ": is in 3.0.0";
            case SHOWN -> source + ": would be migrated from " + from;
            case MIGRATED ->
                source + ": migrated from " + from
                        + (written.equals(List.of(source)) ? "" : ", now " + String.join(", ", written))
                        + (kept == null ? "" : "; as it was: " + kept);
            case FAILED -> source + ": not migrated. " + error;
        };
    }
}

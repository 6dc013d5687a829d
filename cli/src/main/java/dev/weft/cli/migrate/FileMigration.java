package dev.weft.cli.migrate;

import dev.weft.cli.Exit;
import dev.weft.cli.output.TextDiff;
import dev.weft.definitions.migrate.rewrite.Rewritten;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is to become of a file. */
public sealed interface FileMigration {
    /** Does it to a file without errors. */
    Outcome apply(Path file, Migrated migrated);

    /** Its text is shown; several are set apart by lines of three hyphens. */
    record Print() implements FileMigration {
        @Override
        public Outcome apply(Path file, Migrated migrated) {
            String text = migrated.documents().stream()
                    .map(one -> one.text().endsWith("\n") ? one.text() : one.text() + "\n")
                    .collect(Collectors.joining("---\n"));
            return outcome(file, migrated, Outcome.State.SHOWN, text);
        }
    }

    /** What would be different is shown. */
    record Diff() implements FileMigration {
        @Override
        public Outcome apply(Path file, Migrated migrated) {
            boolean several = migrated.documents().size() > 1;
            List<String> lines = new ArrayList<>();
            for (Rewritten one : migrated.documents()) {
                lines.addAll(TextDiff.lines(
                        file.toString(),
                        migrated.source().text(),
                        several ? one.id() + ".yaml" : file + " in 3.0.0",
                        one.text()));
            }
            String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
            return outcome(file, migrated, Outcome.State.SHOWN, text);
        }
    }

    /** It is written. */
    record Write(FileTarget target) implements FileMigration {
        @Override
        public Outcome apply(Path file, Migrated migrated) {
            if (migrated.isCurrent() && target instanceof FileTarget.Beside) {
                return outcome(file, migrated, Outcome.State.CURRENT, "");
            }
            try {
                FileTarget.Placed placed = target.place(file, migrated);
                return new Outcome(
                        file.toString(),
                        migrated.from(),
                        migrated.isCurrent() ? Outcome.State.CURRENT : Outcome.State.MIGRATED,
                        migrated.changes(),
                        ids(migrated),
                        null,
                        placed.files().stream().map(Path::toString).toList(),
                        placed.kept() == null ? null : placed.kept().toString(),
                        migrated.problems(),
                        null,
                        Exit.DONE);
            } catch (IOException e) {
                return Outcome.failed(file.toString(), migrated.from(), String.valueOf(e.getMessage()), Exit.FAILED);
            }
        }
    }

    private static Outcome outcome(Path file, Migrated migrated, Outcome.State state, String text) {
        return new Outcome(
                file.toString(),
                migrated.from(),
                migrated.isCurrent() ? Outcome.State.CURRENT : state,
                migrated.changes(),
                ids(migrated),
                text,
                List.of(),
                null,
                migrated.problems(),
                null,
                Exit.DONE);
    }

    private static List<String> ids(Migrated migrated) {
        return migrated.documents().stream().map(Rewritten::id).toList();
    }
}

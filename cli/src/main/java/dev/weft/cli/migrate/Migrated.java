package dev.weft.cli.migrate;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.migrate.rewrite.Rewriting;
import dev.weft.definitions.migrate.rewrite.Rewritten;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.parse.DefinitionParser;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document in 3.0.0.
 *
 * @param source as its author wrote it
 * @param from what it is written in: a version such as {@code 2.0.0}, or a dialect such as {@code steps}; {@code null} where
 *     none is recognised
 * @param documents one for each definition; none where there are errors
 * @param problems errors and warnings, by place
 */
public record Migrated(SourceText source, @Nullable String from, List<Rewritten> documents, List<Problem> problems) {
    public Migrated {
        documents = List.copyOf(documents);
        problems = List.copyOf(problems);
    }

    /**
     * Migrates a document; nothing comes of one with errors.
     *
     * @throws CliException when what came of it means something else
     */
    public static Migrated of(SourceText source) {
        List<Reading> readings = Definitions.readAll(source, Surroundings.UNKNOWN);
        List<Problem> problems = readings.stream()
                .flatMap(reading -> reading.problems().stream())
                .toList();
        String from = readings.getFirst().from();
        if (readings.stream().anyMatch(reading -> reading.definition() == null)) {
            return new Migrated(source, from, List.of(), problems);
        }
        Rewriting rewriting = Definitions.rewrite(source, Surroundings.UNKNOWN);
        requireTheSame(source, readings, rewriting.documents());
        return new Migrated(source, from, rewriting.documents(), problems);
    }

    /** Whether it is in 3.0.0 from the start. */
    public boolean isCurrent() {
        return DefinitionParser.VERSION.equals(from);
    }

    /** Whether there are errors, so that nothing can come of it. */
    public boolean isBroken() {
        return documents.isEmpty();
    }

    /** What is different, in words for people. */
    public List<String> changes() {
        List<String> changes = new ArrayList<>();
        for (Rewritten document : documents) {
            String prefix = documents.size() > 1 && !document.changes().isEmpty() ? document.id() + ": " : "";
            document.changes().forEach(change -> changes.add(prefix + change));
        }
        return changes;
    }

    /** A text that means something else must not take the place of the author's. */
    private static void requireTheSame(SourceText source, List<Reading> readings, List<Rewritten> documents) {
        List<String> before = readings.stream()
                .map(Reading::definition)
                .map(Objects::requireNonNull)
                .map(Definitions::canonical)
                .toList();
        List<String> after = documents.stream()
                .map(one -> Definitions.read(new SourceText(one.id(), one.text()), Surroundings.UNKNOWN)
                        .definition())
                .map(Migrated::canonical)
                .toList();
        if (!before.equals(after)) {
            throw new CliException(
                    Exit.FAILED,
                    "Expected the text in 3.0.0 to mean what it means now, but it doesn't: this is a bug in Weft.");
        }
    }

    private static String canonical(@Nullable Definition definition) {
        return definition == null ? "" : Definitions.canonical(definition);
    }
}

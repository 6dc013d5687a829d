package dev.weft.api.representation;

import dev.weft.definitions.Reading;
import dev.weft.definitions.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a document, and what it is.
 *
 * @param problems of all of its definitions, by place
 * @param from what it is written in: a version such as {@code 2.0.0}, or a dialect such as {@code steps}; {@code null} where
 *     none is recognised
 * @param items its definitions, in the order written
 */
public record ValidationBody(
        boolean valid, List<ProblemBody> problems, @Nullable String from, List<Item> items) {
    /**
     * One definition.
     *
     * @param id {@code null} where it has errors
     * @param migrated what would be different in 3.0.0, in words for people
     */
    public record Item(@Nullable String id, boolean valid, List<String> migrated) {
        static Item of(Reading reading) {
            return new Item(
                    reading.definition() == null ? null : reading.definition().id(),
                    reading.definition() != null,
                    reading.migrated());
        }
    }

    /**
     * The answer to a check.
     *
     * @param problems of all readings
     */
    public static ValidationBody of(List<Reading> readings, List<Problem> problems) {
        return new ValidationBody(
                readings.stream().allMatch(reading -> reading.definition() != null),
                ProblemBody.of(problems),
                readings.getFirst().from(),
                readings.stream().map(Item::of).toList());
    }
}

package dev.weft.api.store;

import java.util.List;
import java.util.Map;

/**
 * A definition about to be saved.
 *
 * @param id of the definition
 * @param labels of the definition
 * @param digest sha-256 of the document, in lower-case hexadecimal
 * @param document canonical, schema 3.0.0
 * @param source the text as it was written
 * @param sourceType media type of the source
 * @param from what the source is written in: a version of the language such as {@code 2.0.0}, or a dialect such as
 *     {@code steps}
 * @param origin {@code api}, {@code catalogue}, or {@code folder:PATH}
 * @param by who saves it
 * @param triggers that the definition has
 */
public record NewRevision(
        String id,
        String name,
        String description,
        Map<String, String> labels,
        String digest,
        String document,
        String source,
        String sourceType,
        String from,
        String origin,
        String by,
        List<NewTrigger> triggers) {
    public NewRevision {
        triggers = List.copyOf(triggers);
    }
}

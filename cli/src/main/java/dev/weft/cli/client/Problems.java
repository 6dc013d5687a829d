package dev.weft.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.Severity;
import java.util.ArrayList;
import java.util.List;

/** Problems as the API gives them. */
public final class Problems {
    private Problems() {}

    /** Those of a list that have a place. */
    public static List<Problem> of(JsonNode items) {
        List<Problem> problems = new ArrayList<>();
        for (JsonNode item : items) {
            if (item.path("line").asInt() == 0) {
                continue;
            }
            problems.add(new Problem(
                    item.path("code").asText("WEFT"),
                    item.path("severity").asText().equalsIgnoreCase("warning") ? Severity.WARNING : Severity.ERROR,
                    item.path("path").asText(),
                    item.path("file").asText("definition"),
                    Math.max(1, item.path("line").asInt(1)),
                    Math.max(1, item.path("column").asInt(1)),
                    Math.max(1, item.path("length").asInt(1)),
                    item.path("source").asText(),
                    item.path("message").asText(),
                    item.path("hint").asText()));
        }
        return problems;
    }
}

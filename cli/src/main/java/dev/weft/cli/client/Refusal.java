package dev.weft.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Terminal;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemPrinter;
import java.util.List;
import java.util.Optional;

/** An answer from 400 on, in words. */
final class Refusal {
    private Refusal() {}

    static CliException of(int status, String body) {
        return new CliException(exit(status), words(status, body));
    }

    private static int exit(int status) {
        return switch (status) {
            case 401, 403 -> Exit.REFUSED;
            case 404 -> Exit.NOT_FOUND;
            case 408, 504 -> Exit.TIMED_OUT;
            case 502, 503 -> Exit.UNREACHABLE;
            default -> Exit.FAILED;
        };
    }

    private static String words(int status, String body) {
        try {
            JsonNode problem = ApiClient.parse(body);
            StringBuilder words = new StringBuilder(
                    problem.path("detail").asText(problem.path("title").asText("status " + status)));
            if (status == 401) {
                words.append(" Give a token with --token or WEFT_TOKEN.");
            }
            problem.path("problems")
                    .forEach(item -> Optional.of(item)
                            .filter(one -> one.path("line").asInt() == 0)
                            .ifPresent(one -> words.append("\n  - ")
                                    .append(one.path("message").asText())));
            List<Problem> problems = Problems.of(problem.path("problems"));
            if (!problems.isEmpty()) {
                words.append('\n')
                        .append(new ProblemPrinter(Terminal.colour())
                                .print(problems)
                                .stripTrailing());
            }
            return words.toString();
        } catch (JsonProcessingException notOurs) {
            return "The server answered with status " + status + ".";
        }
    }
}

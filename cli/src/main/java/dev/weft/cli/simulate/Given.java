package dev.weft.cli.simulate;

import java.util.List;

/**
 * What is to be otherwise than it goes by itself, as it is written; each may be given often, one after the other.
 *
 * @param fails {@code PATH[=CODE[!]][*TIMES]}
 * @param takes {@code PATH=DURATION}
 * @param answers {@code PATH=JSON} or {@code PATH=@FILE}
 * @param decisions {@code PATH=approve|reject|request_changes|none[*TIMES]}
 * @param events {@code TYPE=JSON}, {@code TYPE=@FILE} or {@code TYPE=none}
 */
public record Given(
        List<String> fails, List<String> takes, List<String> answers, List<String> decisions, List<String> events) {
    public Given {
        fails = List.copyOf(fails);
        takes = List.copyOf(takes);
        answers = List.copyOf(answers);
        decisions = List.copyOf(decisions);
        events = List.copyOf(events);
    }
}

package dev.weft.cli.serve;

import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Run;
import dev.weft.cli.output.Style;
import dev.weft.cli.output.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The approval of a demonstration: a person's at a terminal, else its own. */
final class DemoApproval {
    private DemoApproval() {}

    static void decide(ApiClient api, Run run, String task) {
        show(run, task);
        boolean person = Terminal.keyboard();
        String decision = person ? ask() : "approve";
        String comment = person ? comment() : "Approved by weft demo: nobody is at the terminal";
        if (!person) {
            System.out.println("Nobody is at the terminal to be asked, so the demo approves itself.");
        }
        api.post(
                "/runs/" + ApiClient.encode(run.run()) + "/approvals/" + ApiClient.encode(task),
                comment.isEmpty() ? Map.of("decision", decision) : Map.of("decision", decision, "comment", comment));
        System.out.println();
    }

    private static void show(Run run, String task) {
        System.out.println();
        Optional.ofNullable(run.allTasks().get(task)).map(Run.Task::gate).ifPresent(gate -> {
            System.out.println(Style.WAITING.of("? ") + Style.STRONG.of(String.valueOf(gate.title())));
            Optional.ofNullable(gate.description())
                    .ifPresent(words -> words.strip().lines().forEach(line -> System.out.println("  " + line)));
        });
    }

    private static String ask() {
        while (true) {
            // The end of input: nobody is there any more.
            String answer = read("Publish it? [y/n] ").orElse("n").toLowerCase(Locale.ROOT);
            if (answer.startsWith("y")) {
                return "approve";
            }
            if (answer.startsWith("n")) {
                return "reject";
            }
        }
    }

    private static String comment() {
        return read("Comment (may be empty): ").orElse("");
    }

    private static final BufferedReader KEYBOARD =
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

    private static Optional<String> read(String question) {
        System.out.print(question);
        System.out.flush();
        try {
            return Optional.ofNullable(KEYBOARD.readLine()).map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Says who calls. */
@Command(
        name = "whoami",
        description = "Say whose token is used, and what it may do.",
        footer = {"", "Example: weft whoami"})
public final class WhoamiCommand extends ClientCommand {
    @Override
    public Integer call() {
        JsonNode me = api().get("/me");
        Printer.print(
                output(),
                me,
                List.of(
                        me.path("user").asText(),
                        "roles: " + joined(me.path("roles")),
                        "may: " + joined(me.path("may"))));
        return Exit.DONE;
    }

    private static String joined(JsonNode words) {
        List<String> all = new ArrayList<>();
        words.forEach(word -> all.add(word.asText()));
        return String.join(", ", all);
    }
}

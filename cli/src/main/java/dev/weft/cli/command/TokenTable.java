package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import java.util.ArrayList;
import java.util.List;

/** A command that lists tokens. */
abstract class TokenTable extends ClientCommand {
    @Override
    public Integer call() {
        JsonNode page = api().all("/tokens");
        Table table = new Table("ID", "USER", "ROLES", "FOR", "EXPIRES", "LAST USED");
        for (JsonNode item : page.path("items")) {
            table.row(
                    item.path("id").asText(),
                    item.path("user").asText(),
                    words(item.path("roles")),
                    labels(item.path("labels")),
                    item.path("expires_at").asText("never"),
                    item.path("last_used_at").asText("never"));
        }
        Printer.print(output(), page, table.lines());
        return Exit.DONE;
    }

    static String words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText()));
        return String.join(",", words);
    }

    static String labels(JsonNode labels) {
        List<String> words = new ArrayList<>();
        labels.properties()
                .forEach(label ->
                        words.add(label.getKey() + "=" + label.getValue().asText()));
        return words.isEmpty() ? "all" : String.join(",", words);
    }
}

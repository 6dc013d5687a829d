package dev.weft.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends an event. */
@Command(
        name = "send",
        description = {
            "Put an event on the log, for all who follow it.",
            "The same --id again, of the same --source, is the same event: it counts once."
        },
        footer = {"", "Example: weft events send order.paid --data '{\"order\": 17}' --subject 17"})
public final class EventsSendCommand extends ClientCommand {
    @Parameters(paramLabel = "TYPE", description = "Type of the event, such as order.paid.")
    private String type = "";

    @Option(names = "--data", paramLabel = "JSON", description = "What happened: JSON, or plain text.")
    private @Nullable String data;

    @Option(
            names = "--source",
            paramLabel = "S",
            defaultValue = "/weft/cli",
            description = "Default: ${DEFAULT-VALUE}.")
    private String source = "/weft/cli";

    @Option(names = "--subject", paramLabel = "S", description = "What it happened to.")
    private @Nullable String subject;

    @Option(names = "--id", paramLabel = "ID", description = "Id of the event. Default: a new one.")
    private @Nullable String id;

    @Override
    public Integer call() {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", id == null ? UUID.randomUUID().toString() : id);
        event.put("source", source);
        event.put("type", type);
        if (subject != null) {
            event.put("subject", subject);
        }
        if (data != null) {
            event.put("data", value(data));
        }
        JsonNode answer = api().post("/events", event);
        if (!answer.has("accepted")) {
            throw new CliException(Exit.FAILED, "Expected how many events were taken, but found " + answer);
        }
        String repeated = answer.path("repeated").asInt() > 0 ? " It was sent before, and counts once." : "";
        Printer.print(output(), answer, List.of("Sent " + type + " with id " + event.get("id") + "." + repeated));
        return Exit.DONE;
    }

    private static Object value(String text) {
        try {
            JsonNode json = ApiClient.parse(text);
            return json.isMissingNode() ? text : json;
        } catch (JsonProcessingException plain) {
            return text;
        }
    }
}

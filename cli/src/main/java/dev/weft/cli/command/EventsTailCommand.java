package dev.weft.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Format;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Follows the event log. */
@Command(
        name = "tail",
        description = {
            "Follow events: those that come from now on, or after --after. Where the connection is lost, it goes on from the"
                    + " last that was shown.",
            "With --output json each event is one line, as a CloudEvent."
        },
        footer = {
            "",
            "Example: weft events tail --type workflow.failed",
            "         weft events tail --run hello-01J8XQ --after 0 --count 3 --output json"
        })
public final class EventsTailCommand extends ClientCommand {
    private static final int PAUSE_MILLIS = 1_000;

    @Option(names = "--type", paramLabel = "T", description = "Only events of a type.")
    private @Nullable String type;

    @Option(names = "--workflow", paramLabel = "ID", description = "Only events of runs of a definition.")
    private @Nullable String workflow;

    @Option(names = "--run", paramLabel = "RUN", description = "Only events of a run.")
    private @Nullable String run;

    @Option(
            names = "--after",
            paramLabel = "N",
            description = "Begin after the event with this number; 0: with the first.")
    private @Nullable Long after;

    @Option(names = "--count", paramLabel = "N", description = "End after so many events.")
    private int count = Integer.MAX_VALUE;

    private String last = "";
    private int shown;

    /** Enough was shown. */
    private static final class EnoughException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (count < 1) {
            throw new CliException(Exit.WRONG_USE, "Expected --count of at least 1, but found " + count + ".");
        }
        last = after == null ? "" : after.toString();
        ApiClient api = api();
        boolean reached = false;
        while (true) {
            try {
                api.follow("/events" + query(), last, this::line);
                reached = true;
            } catch (EnoughException enough) {
                return Exit.DONE;
            } catch (CliException e) {
                if (!reached || e.exit() != Exit.UNREACHABLE) {
                    throw e;
                }
            } catch (UncheckedIOException lost) {
                reached = true;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private String query() {
        List<String> parts = new ArrayList<>();
        add(parts, "type", type);
        add(parts, "workflow", workflow);
        add(parts, "run", run);
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static void add(List<String> parts, String name, @Nullable String value) {
        if (value != null) {
            parts.add(name + "=" + ApiClient.encode(value));
        }
    }

    private void line(String line) {
        if (line.startsWith("id: ")) {
            last = line.substring(4);
        } else if (line.startsWith("data: ")) {
            show(line.substring(6));
            if (++shown >= count) {
                throw new EnoughException();
            }
        }
    }

    private void show(String json) {
        try {
            JsonNode event = ApiClient.parse(json);
            System.out.println(output() == Format.TABLE ? text(event) : json);
        } catch (JsonProcessingException e) {
            throw new CliException(Exit.FAILED, "Expected an event as JSON, but found: " + json);
        }
    }

    private String text(JsonNode event) {
        JsonNode data = event.path("data");
        StringBuilder text = new StringBuilder("%8s  %-24s  %-20s  %s"
                .formatted(
                        last,
                        event.path("time").asText(),
                        event.path("type").asText(),
                        event.path("source").asText()));
        if (event.path("subject").isTextual()) {
            text.append("  ").append(event.path("subject").asText());
        }
        if (data.path("error").isObject()) {
            text.append("  ").append(data.path("error").path("message").asText());
        } else if (data.path("reason").isTextual()) {
            text.append("  ").append(data.path("reason").asText());
        }
        return text.toString();
    }
}

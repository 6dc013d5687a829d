package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Subscribes. */
@Command(
        name = "create",
        description = {
            "Have events sent to an address, from now on: as CloudEvents, signed as Standard Webhooks has it.",
            "The secret is one of the workers'. Private addresses must be allowed with WEFT_EGRESS_ALLOW."
        },
        footer = {
            "",
            "Example: weft subscriptions create https://billing.example/events --id billing --type workflow.failed --secret BILLING"
        })
public final class SubscriptionsCreateCommand extends ClientCommand {
    @Parameters(paramLabel = "URL", description = "Where they go.")
    private String url = "";

    @Option(names = "--secret", paramLabel = "NAME", required = true, description = "Name of the secret to sign by.")
    private String secret = "";

    @Option(names = "--id", paramLabel = "ID", description = "Its id. Default: a new one.")
    private @Nullable String id;

    @Option(names = "--type", paramLabel = "T", description = "Only events of this type; may be given again.")
    private List<String> types = List.of();

    @Option(names = "--workflow", paramLabel = "ID", description = "Only events of runs of a definition.")
    private @Nullable String workflow;

    @Option(names = "--filter", paramLabel = "CEL", description = "Only events for which this is true.")
    private @Nullable String filter;

    @Option(names = "--retry-for", paramLabel = "AGE", description = "How long each is tried. Default: 24h.")
    private @Nullable String retryFor;

    @Override
    public Integer call() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("url", url);
        request.put("secret", secret);
        request.put("types", types);
        put(request, "id", id);
        put(request, "workflow", workflow);
        put(request, "filter", filter);
        put(request, "retry_for", retryFor);
        JsonNode made = api().post("/subscriptions", request);
        Printer.print(
                output(),
                made,
                List.of("Subscribed as " + made.path("id").asText() + ": events go to "
                        + made.path("url").asText() + "."));
        return Exit.DONE;
    }

    private static void put(Map<String, Object> request, String name, @Nullable String value) {
        if (value != null) {
            request.put(name, value);
        }
    }
}

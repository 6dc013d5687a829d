package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Format;
import dev.weft.cli.output.LogText;
import dev.weft.cli.output.Moments;
import dev.weft.cli.output.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the attempts of a run's tasks said. */
@Command(
        name = "logs",
        description = {
            "Show what the attempts of a run's tasks said: what programs wrote on stderr, requests made, how each attempt ended,"
                    + " and what agents say of themselves.",
            "With --follow it goes on until the run has ended. With --output json each line is one JSON object."
        },
        footer = {
            "",
            "Example: weft logs publish-article --follow",
            "         weft logs publish-article --task draft --level warn --since 1h",
            "         weft logs hello-01J8XQ --grep timeout --tail 20"
        })
public final class LogsCommand extends ClientCommand {
    private static final int PAUSE_MILLIS = 500;
    /** How often a log is looked at once more after the run's end: lines come a moment after they were said. */
    private static final int LAST_LOOKS = 3;

    private static final int PAGE = 200;

    @Parameters(paramLabel = "ID|RUN", description = "A run, or a definition whose latest run is meant.")
    private String run = "";

    @Option(names = "--task", paramLabel = "PATH", description = "Only of a task, and of what is inside of it.")
    private @Nullable String task;

    @Option(names = "--level", paramLabel = "LEVEL", description = "At least debug, info, warn or error.")
    private @Nullable String level;

    @Option(names = "--grep", paramLabel = "TEXT", description = "Only lines with this text, whatever the case.")
    private @Nullable String text;

    @Option(names = "--since", paramLabel = "WHEN", description = "From a time, or from so long ago, such as 10m.")
    private @Nullable String since;

    @Option(names = "--tail", paramLabel = "N", description = "Begin with the last N lines, 200 at most.")
    private @Nullable Integer tail;

    @Option(names = "--follow", description = "Go on until the run has ended.")
    private boolean follow;

    private long after;

    @Override
    public Integer call() throws InterruptedException {
        if (tail != null && (tail < 1 || tail > PAGE)) {
            throw new CliException(Exit.WRONG_USE, "Expected --tail from 1 to " + PAGE + ", but found " + tail + ".");
        }
        ApiClient api = api();
        String id = new Runs(api).id(run);
        String path = "/runs/" + ApiClient.encode(id) + "/logs?limit=%d" + query().replace("%", "%%");
        List<JsonNode> all = new ArrayList<>();
        Consumer<JsonNode> show = output() == Format.YAML ? all::add : this::show;
        if (tail != null) {
            take(api.get(path.formatted(tail) + "&tail=true"), show);
        } else {
            rest(api, path, show);
        }
        for (int looks = 0; follow && looks < LAST_LOOKS; ) {
            looks = ended(api, id) ? looks + 1 : 0;
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            rest(api, path, show);
        }
        if (output() == Format.YAML) {
            ObjectNode page = JsonNodeFactory.instance.objectNode();
            page.putArray("items").addAll(all);
            Printer.print(output(), page, List.of());
        }
        return Exit.DONE;
    }

    private static boolean ended(ApiClient api, String id) {
        return new Runs(api).get(id).ended();
    }

    private String query() {
        return ApiClient.parameter("task", task)
                + ApiClient.parameter("level", level)
                + ApiClient.parameter("q", text)
                + ApiClient.parameter(
                        "since",
                        since == null ? null : Moments.since("--since", since).toString());
    }

    /** All lines that there are after the last that was shown. */
    private void rest(ApiClient api, String path, Consumer<JsonNode> show) {
        int taken;
        do {
            taken = take(api.get(path.formatted(PAGE) + "&after=" + after), show);
        } while (taken == PAGE);
    }

    private int take(JsonNode page, Consumer<JsonNode> show) {
        for (JsonNode line : page.path("items")) {
            after = line.path("position").asLong();
            show.accept(line);
        }
        return page.path("items").size();
    }

    private void show(JsonNode line) {
        System.out.println(output() == Format.JSON ? line.toString() : LogText.of(line));
    }
}

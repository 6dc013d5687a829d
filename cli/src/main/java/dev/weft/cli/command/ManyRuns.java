package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Format;
import dev.weft.cli.output.Moments;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which runs are meant where a command is for many, and what is done with them. */
final class ManyRuns {
    private static final int PAGE = 50;

    @Option(names = "--workflow", paramLabel = "ID", order = 50, description = "All runs of a definition.")
    private @Nullable String workflow;

    @Option(names = "--status", paramLabel = "STATUS", order = 51, description = "All in this state, such as WAITING.")
    private @Nullable String status;

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            order = 52,
            description = "All with this label; may be repeated.")
    private List<String> labels = List.of();

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            order = 53,
            description = "All started at a time or later, or not longer ago, such as 2h.")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            order = 54,
            description = "All started before a time, or longer ago.")
    private @Nullable String until;

    @Option(names = "--all-runs", order = 55, description = "All runs.")
    private boolean all;

    @Option(names = "--dry-run", order = 56, description = "Say which runs are meant, and do nothing.")
    private boolean dryRun;

    @Option(names = "--yes", order = 57, description = "Don't ask whether that many are meant.")
    private boolean yes;

    /**
     * Refuses one run and many, and neither, and to say of one what would be done.
     *
     * @param one whether one run is named; else many are meant
     */
    void check(boolean one) {
        boolean many = workflow != null || status != null || !labels.isEmpty() || since != null || until != null || all;
        if (one == many) {
            throw new CliException(
                    Exit.WRONG_USE,
                    "Expected one run, or which runs are meant (--workflow, --status, --label, --since, --until, --all-runs), but found "
                            + (one ? "both." : "neither."));
        }
        if (one && dryRun) {
            throw new CliException(
                    Exit.WRONG_USE,
                    "Expected --dry-run with which runs are meant, such as --workflow, but found one run. Nothing is done.");
        }
    }

    /**
     * Does something with all of them.
     *
     * @param action as the API names it
     */
    int control(ApiClient api, String action, Format output) {
        // A time such as 2h is the same for the question and each page.
        Map<String, Object> filter = filter();
        if (!dryRun && !yes && !isConfirmed(found(api, action, filter), action)) {
            System.err.println("Nothing is done.");
            return Exit.FAILED;
        }
        ObjectNode result = (ObjectNode) ApiClient.tree(Map.of("action", action, "dry_run", dryRun));
        List<JsonNode> items = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page = api.post("/control", request(action, filter, dryRun, cursor));
            for (JsonNode item : page.path("items")) {
                items.add(item);
                if (output == Format.TABLE) {
                    System.out.println(line(item));
                }
            }
            cursor = page.hasNonNull("next") ? page.path("next").asText() : null;
        } while (cursor != null);
        long refused = items.stream()
                .filter(item -> item.path("outcome").asText().equals("REFUSED"))
                .count();
        result.putArray("items").addAll(items);
        Printer.print(
                output,
                result,
                List.of(
                        dryRun
                                ? items.size() + " would be meant by " + action + "."
                                : (items.size() - refused) + " done, " + refused + " refused."));
        return refused > 0 && !dryRun ? Exit.FAILED : Exit.DONE;
    }

    private static long found(ApiClient api, String action, Map<String, Object> filter) {
        return api.post("/control", request(action, filter, true, null))
                .path("found")
                .asLong();
    }

    private boolean isConfirmed(long found, String action) {
        if (!Terminal.keyboard()) {
            throw new CliException(
                    Exit.WRONG_USE,
                    "Expected --yes, or --dry-run, as " + found + " runs are meant and nobody can be asked.");
        }
        System.out.print(action + " " + found + (found == 1 ? " run" : " runs") + "? [y/N] ");
        System.out.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        } catch (IOException e) {
            return false;
        }
    }

    private Map<String, Object> filter() {
        Map<String, Object> filter = new LinkedHashMap<>();
        put(filter, "workflow", workflow);
        put(filter, "status", status);
        put(
                filter,
                "since",
                since == null ? null : Moments.since("--since", since).toString());
        put(
                filter,
                "until",
                until == null ? null : Moments.since("--until", until).toString());
        if (!labels.isEmpty()) {
            filter.put("label", labels);
        }
        if (all) {
            filter.put("all", true);
        }
        return filter;
    }

    private static Map<String, Object> request(
            String action, Map<String, Object> filter, boolean dry, @Nullable String cursor) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("action", action);
        request.put("filter", filter);
        request.put("dry_run", dry);
        request.put("limit", PAGE);
        put(request, "cursor", cursor);
        return request;
    }

    private static void put(Map<String, Object> map, String name, @Nullable String value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    private static String line(JsonNode item) {
        String task = item.path("task").asText();
        String outcome = item.path("outcome").asText();
        return item.path("run").asText() + ": " + item.path("status").asText()
                + (task.isEmpty() ? "" : " " + task)
                + (outcome.equals("REFUSED")
                        ? ", refused: " + item.path("detail").asText()
                        : "")
                + (outcome.equals("WOULD") ? ", would be meant" : "");
    }
}

package dev.weft.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import java.util.List;
import java.util.regex.Pattern;

/** Runs, by their own id or that of their definition, whose latest run is then meant. */
public final class Runs {
    private static final Pattern RUN_ID = Pattern.compile(".+-[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}");

    private final ApiClient api;

    public Runs(ApiClient api) {
        this.api = api;
    }

    /** The run's state as the server gives it. */
    public JsonNode find(String idOrRun) {
        if (!RUN_ID.matcher(idOrRun).matches()) {
            return api.get("/workflows/" + ApiClient.encode(idOrRun) + "/status");
        }
        try {
            return api.get("/runs/" + ApiClient.encode(idOrRun));
        } catch (CliException e) {
            if (e.exit() != Exit.NOT_FOUND) {
                throw e;
            }
            return statusOr(idOrRun, e);
        }
    }

    /** The run's id. */
    public String id(String idOrRun) {
        return RUN_ID.matcher(idOrRun).matches()
                ? idOrRun
                : find(idOrRun).path("run").asText();
    }

    /** The run's state. */
    public Run get(String run) {
        return ApiClient.as(api.get("/runs/" + ApiClient.encode(run)), Run.class);
    }

    /**
     * The task that a run waits for, where it is the only one of its kind.
     *
     * @param kind as the API has it, such as {@code approval}
     * @param what it is and does, such as {@code gate of %s that waits for a decision}
     * @throws CliException when there is none, or more than one
     */
    public static String onlyWaiting(Run run, String kind, String what) {
        List<String> tasks = run.waits().stream()
                .filter(wait -> wait.kind().equals(kind))
                .map(Run.Waiting::task)
                .toList();
        if (tasks.size() != 1) {
            throw new CliException(
                    Exit.WRONG_USE,
                    "Expected one " + what.formatted(run.run()) + ", but found "
                            + (tasks.isEmpty() ? "none." : String.join(", ", tasks) + ". Name the one you mean."));
        }
        return tasks.getFirst();
    }

    private JsonNode statusOr(String id, CliException noSuchRun) {
        try {
            return api.get("/workflows/" + ApiClient.encode(id) + "/status");
        } catch (CliException e) {
            throw e.exit() == Exit.NOT_FOUND ? noSuchRun : e;
        }
    }
}

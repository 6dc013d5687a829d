package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunSummary;
import dev.weft.worker.protocol.ItemPlace;
import dev.weft.worker.protocol.RunView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Items of loops that are done by runs of their own, found by the paths that they have in the run with the loop. Thread safe. */
final class ItemRuns {
    private static final Pattern NUMBER = Pattern.compile(".*\\[\\d+].*");
    private static final Pattern SLICE = Pattern.compile("(.*?)([^.]+)\\[\\d+-\\d+]");

    /** Runs looked into for one list, as each has to be asked. */
    private static final int MOST_RUNS = 8;

    private final Gateway gateway;

    ItemRuns(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * A task, by the run that does it.
     *
     * @param path of it there
     */
    record Place(RunSummary run, String path) {}

    /** As {@link #find}; in the run itself where no worker can tell. */
    Place look(RunSummary run, String path) {
        try {
            return find(run, path, false);
        } catch (ApiException e) {
            return new Place(run, path);
        }
    }

    /**
     * Where the task of a path is done: in the run itself, or below it.
     *
     * @throws ApiException 503 where no worker can tell
     */
    Place find(RunSummary run, String path) {
        return find(run, path, true);
    }

    private Place find(RunSummary run, String path, boolean forChange) {
        Place at = new Place(run, path);
        Optional<Place> below = below(at, forChange);
        while (below.isPresent()) {
            at = below.get();
            below = below(at, forChange);
        }
        return at;
    }

    private Optional<Place> below(Place at, boolean forChange) {
        return NUMBER.matcher(at.path()).matches()
                ? gateway.reader().place(at.run(), at.path(), forChange).flatMap(this::described)
                : Optional.empty();
    }

    /**
     * That the run is kept which did what a path leads to.
     *
     * @param at what was found of it
     * @throws ApiException 409 where Temporal no longer keeps it
     */
    void checkIsKept(Place at, String path) {
        if (isForgotten(at)) {
            throw ApiException.conflict(
                    "run_forgotten",
                    "Expected an item whose run is kept, but Temporal no longer keeps the one that did «" + path
                            + "»: it ended too long ago. Retry the loop as a whole: that does all of its items again.");
        }
    }

    /** Whether there was a run that did what a path leads to, and there is none any more. */
    private boolean isForgotten(Place at) {
        if (NUMBER.matcher(at.path()).matches()) {
            return gateway.reader().place(at.run(), at.path(), true).isPresent();
        }
        return SLICE.matcher(at.path()).matches()
                && gateway.reader()
                        .task(at.run(), at.path())
                        .map(RunView.TaskView::run)
                        .filter(run -> gateway.reader().describe(run).isEmpty())
                        .isPresent();
    }

    private Optional<Place> described(ItemPlace place) {
        return gateway.reader().describe(place.run()).map(run -> new Place(run, place.path()));
    }

    /** Of the path of a slice: what stands before the loop in the paths of its items; nothing where it isn't one. */
    static Optional<String> whole(String path) {
        Matcher slice = SLICE.matcher(path);
        return slice.matches() ? Optional.of(slice.group(1)) : Optional.empty();
    }

    /** Of a loop that other runs do in slices: the first slice in which items failed; nothing where none has, or it isn't such a loop. */
    Optional<String> failedSlice(RunView view, String loop) {
        return view.items().entrySet().stream()
                .filter(item -> item.getKey().startsWith(loop + "[")
                        && SLICE.matcher(item.getKey()).matches())
                .filter(item -> hasFailed(item.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private boolean hasFailed(RunView.TaskView slice) {
        return slice.run() != null
                && gateway.reader()
                        .describe(slice.run())
                        .flatMap(gateway.reader()::state)
                        .map(below -> below.tasks().values().stream()
                                .map(RunView.TaskView::items)
                                .anyMatch(items -> items != null && items.failed() > 0))
                        .orElse(false);
    }

    /** What is in the slices of a run, by the paths that it has in that. */
    Map<String, RunView.TaskView> inSlices(RunView view, int most) {
        Map<String, RunView.TaskView> found = new LinkedHashMap<>();
        int runs = 0;
        for (Map.Entry<String, RunView.TaskView> item : view.items().entrySet()) {
            Matcher slice = SLICE.matcher(item.getKey());
            String run = item.getValue().run();
            if (run != null && slice.matches() && found.size() < most && runs < MOST_RUNS) {
                runs++;
                gateway.reader()
                        .describe(run)
                        .flatMap(gateway.reader()::state)
                        .ifPresent(below -> below.items().forEach((path, task) -> {
                            if (found.size() < most) {
                                found.put(slice.group(1) + path, task);
                            }
                        }));
            }
        }
        return found;
    }
}

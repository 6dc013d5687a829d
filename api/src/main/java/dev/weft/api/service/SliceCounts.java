package dev.weft.api.service;

import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.RunView.ItemCount;
import dev.weft.worker.protocol.RunView.TaskView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts items of loops that runs of their own do while these are under way: the run with the loop knows of those alone that have
 * ended. Pure.
 */
final class SliceCounts {
    private SliceCounts() {}

    /**
     * A run that does a slice, and is under way.
     *
     * @param prefix of the paths that its tasks have in the run with the loop
     * @param loop path of the loop there
     */
    record Slice(String prefix, String loop, RunView view) {}

    /** A run with what runs below it have done of its loops. */
    static RunView in(RunView run, List<Slice> slices) {
        Map<String, TaskView> tasks = new LinkedHashMap<>(run.tasks());
        int more = 0;
        for (Slice slice : slices) {
            for (Map.Entry<String, TaskView> task : slice.view().tasks().entrySet()) {
                String path = slice.prefix() + task.getKey();
                ItemCount below = ofItems(slice, task.getValue().items());
                TaskView whole = tasks.get(path);
                ItemCount known = whole == null ? null : whole.items();
                if (below != null
                        && whole != null
                        && known != null
                        && !whole.status().ended()) {
                    tasks.put(path, counting(whole, known, below, path.equals(slice.loop())));
                    more += path.equals(slice.loop()) ? below.ended() : 0;
                }
            }
        }
        return more == 0 ? run : run.counting(progress(run, more, slices), tasks);
    }

    /** What is in a loop in an item is counted by the items of that one. */
    private static @Nullable ItemCount ofItems(Slice slice, @Nullable ItemCount count) {
        TaskView loop =
                slice.view().tasks().get(slice.loop().substring(slice.prefix().length()));
        ItemCount own = loop == null ? null : loop.items();
        return count != null && own != null && count.all() == own.all() ? count : null;
    }

    private static TaskView counting(TaskView whole, ItemCount known, ItemCount below, boolean isLoop) {
        // Its items are among those of the whole already, as not ended.
        ItemCount both = known.plus(new ItemCount(below.ended(), below.failed(), 0));
        @Nullable String words = isLoop ? both.ofLoop() : both.words();
        return whole.counting(both, words);
    }

    /** Nearly: what else there is to do in the run is one for each task, item or turn. */
    private static int progress(RunView run, int more, List<Slice> slices) {
        long all = (long) run.tasks().size() + run.items().size();
        all += slices.stream()
                .map(Slice::loop)
                .distinct()
                .map(loop -> run.tasks().get(loop))
                .mapToLong(task ->
                        task == null || task.items() == null ? 0 : task.items().all())
                .sum();
        return (int) Math.min(99, run.progress() + 100L * more / all);
    }
}

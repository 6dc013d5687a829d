package dev.weft.worker.interpreter.slice;

import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.SliceItems;
import dev.weft.worker.protocol.ItemPlace;
import dev.weft.worker.task.Child;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.TaskState;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the run that does an item, by the path that the item has in the run with the loop. Pure. */
public final class ItemPlaces {
    private static final Pattern NUMBER = Pattern.compile("\\[(\\d{1,9})]");

    private ItemPlaces() {}

    /** Where a path leads; {@code null} where to no item of a slice, or of one that hasn't begun. */
    public static @Nullable ItemPlace find(Nodes nodes, List<Frame> frames, List<TaskState> tasks, String path) {
        InSlice found = slice(nodes, frames, tasks, path);
        if (found == null) {
            return null;
        }
        Child child = tasks.get(found.slice()).child();
        return child == null || child.run() == null ? null : new ItemPlace(child.run(), found.path());
    }

    /** The first number in a path, which is that of the item in the path that it has in the run that does it; -1 where there is none. */
    static int number(@Nullable String path) {
        Matcher number = NUMBER.matcher(path == null ? "" : path);
        return number.find() ? Integer.parseInt(number.group(1)) : -1;
    }

    /**
     * The slice that an item is in.
     *
     * @param slice index of its state
     * @param path of the item, or of a task in it, in the run that does the slice
     */
    public record InSlice(int slice, String path) {}

    /** In which slice the item is that a path leads to, be it begun or not; {@code null} where in none. */
    public static @Nullable InSlice slice(Nodes nodes, List<Frame> frames, List<TaskState> tasks, String path) {
        Matcher number = NUMBER.matcher(path);
        while (number.find()) {
            int loop = nodes.find(path.substring(0, number.start()), tasks);
            Loop slices = loop < 0 ? null : tasks.get(loop).loop();
            int slice = slices == null ? -1 : slice(slices, frames, Integer.parseInt(number.group(1)));
            if (slice >= 0) {
                return new InSlice(slice, nodes.planned(loop).task().id() + path.substring(number.start()));
            }
        }
        return null;
    }

    private static int slice(Loop slices, List<Frame> frames, int number) {
        return slices.live().stream()
                .map(frames::get)
                .filter(frame -> frame.kind() == Frame.Kind.SLICE
                        && frame.number() <= number
                        && SliceItems.of(Objects.requireNonNull(frame))
                                .numbers()
                                .contains(number))
                .map(Frame::base)
                .findFirst()
                .orElse(-1);
    }
}

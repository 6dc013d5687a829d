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
        Matcher number = NUMBER.matcher(path);
        while (number.find()) {
            int loop = nodes.find(path.substring(0, number.start()), tasks);
            Loop slices = loop < 0 ? null : tasks.get(loop).loop();
            int slice = slices == null ? -1 : slice(slices, frames, Integer.parseInt(number.group(1)));
            Child child = slice < 0 ? null : tasks.get(slice).child();
            if (child != null && child.run() != null) {
                return new ItemPlace(child.run(), nodes.planned(loop).task().id() + path.substring(number.start()));
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

package dev.weft.worker.interpreter.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.GatePage;
import dev.weft.worker.protocol.RunView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tasks that are looked for: the view of the whole run leaves most items of a long loop out. */
public final class TaskLookups {
    private static final int MOST_GATES = 1_000;
    private static final int MOST_BYTES = 1_000_000;
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private TaskLookups() {}

    /** The task, item or turn of a path, or something in one; {@code null} where there is none. */
    public static RunView.@Nullable TaskView of(RunLoop loop, RunState state, String path) {
        Nodes nodes = state.nodes(loop.plan());
        int node = nodes.find(path, state.tasks());
        return node < 0
                ? null
                : RunViews.task(nodes.planned(node), state.tasks().get(node));
    }

    /**
     * Gates that have been asked, each of an item or turn by itself.
     *
     * @param from where the page begins: 0, or what the one before says
     */
    public static GatePage gates(RunLoop loop, RunState state, int from) {
        Nodes nodes = state.nodes(loop.plan());
        List<Integer> all = nodes.all(state.tasks());
        Map<String, RunView.TaskView> gates = new LinkedHashMap<>();
        int bytes = 0;
        for (int at = Math.max(0, from); at < all.size(); at++) {
            int node = all.get(at);
            if (state.tasks().get(node).gate() == null) {
                continue;
            }
            RunView.TaskView gate =
                    RunViews.task(nodes.planned(node), state.tasks().get(node));
            bytes += size(gate);
            if (!gates.isEmpty() && (gates.size() == MOST_GATES || bytes > MOST_BYTES)) {
                return new GatePage(gates, at);
            }
            gates.put(nodes.path(node), gate);
        }
        return new GatePage(gates, null);
    }

    private static int size(RunView.TaskView view) {
        try {
            return JSON.writeValueAsBytes(view).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a task that can be written, but " + e.getMessage(), e);
        }
    }
}

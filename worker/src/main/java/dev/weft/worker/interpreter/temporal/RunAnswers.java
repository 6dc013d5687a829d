package dev.weft.worker.interpreter.temporal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.undo.Checkpoints;
import dev.weft.worker.interpreter.view.RunViews;
import dev.weft.worker.interpreter.view.TaskInputs;
import dev.weft.worker.interpreter.view.TaskLookups;
import dev.weft.worker.protocol.Checkpoint;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.GatePage;
import dev.weft.worker.protocol.ItemPlace;
import dev.weft.worker.protocol.Restart;
import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.large.Sendable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run answers to queries, from its state.
 *
 * @param created when it, or its present history, was started
 * @param waits what it waits for besides what its state says; {@code null} for nothing
 */
record RunAnswers(RunLoop loop, RunState state, Instant created, RunView.@Nullable Waiting waits) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    RunView view() {
        return RunViews.of(loop, state, created, waits);
    }

    @Nullable Object output(String path) {
        int index = state.nodes(loop.plan()).find(path, state.tasks());
        return index < 0 ? null : Sendable.write(state.tasks().get(index).output());
    }

    @Nullable Object input(String path) {
        int index = state.nodes(loop.plan()).find(path, state.tasks());
        return index < 0 ? null : Sendable.write(TaskInputs.of(loop, state, index, created));
    }

    RunView.@Nullable TaskView task(String path) {
        return TaskLookups.of(loop, state, path);
    }

    GatePage gates(int from) {
        return TaskLookups.gates(loop, state, from);
    }

    @Nullable ItemPlace place(String path) {
        return ItemUpdates.place(loop, state, path);
    }

    int told() {
        return state.told() - state.untold().size();
    }

    List<Checkpoint> checkpoints() {
        return Checkpoints.of(loop, state);
    }

    Revival revived(Control control) {
        return new Beginnings(loop, null).revived(state, control);
    }

    Revival restarted(Restart restart) {
        return new Beginnings(loop, null).restarted(state, restart);
    }

    /**
     * Answers a query by its name.
     *
     * @param keeper of large states
     * @throws IllegalArgumentException where there is no such query, or the argument isn't one for it
     */
    @Nullable Object to(String query, @Nullable JsonNode argument, Beginnings.Keeper keeper) {
        return switch (query) {
            case "state" -> view();
            case "output" -> output(argument(argument, String.class));
            case "input" -> input(argument(argument, String.class));
            case "checkpoints" -> checkpoints();
            case "task" -> task(argument(argument, String.class));
            case "gates" -> gates(argument(argument, Integer.class));
            case "place" -> place(argument(argument, String.class));
            case "revived" -> new Beginnings(loop, keeper).revived(state, argument(argument, Control.class));
            case "restarted" -> new Beginnings(loop, keeper).restarted(state, argument(argument, Restart.class));
            default -> throw new IllegalArgumentException("Expected a query of a run, but found '%s'".formatted(query));
        };
    }

    private static <T> T argument(@Nullable JsonNode argument, Class<T> type) {
        try {
            return JSON.treeToValue(argument, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected %s, but %s".formatted(type.getSimpleName(), e), e);
        }
    }
}

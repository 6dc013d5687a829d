package dev.weft.definitions.parse;

import dev.weft.definitions.model.Compensation;
import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.TaskDefaults;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks in place: a fallback, a compensation. */
final class InPlaceParser {
    private final Parsing parsing;
    private final TaskDefaults defaults;

    InPlaceParser(Parsing parsing, TaskDefaults defaults) {
        this.parsing = parsing;
        this.defaults = defaults;
    }

    /**
     * What {@code on_failure} says.
     *
     * @param fallback {@code null} where it says a word
     * @param word what it says; {@link OnFailure.Word#FAIL} where it says nothing
     */
    record Failing(@Nullable TaskDraft fallback, OnFailure.Word word) {
        /** What it means; {@code null} where the fallback couldn't be read. */
        @Nullable OnFailure onFailure() {
            if (fallback == null) {
                return word;
            }
            return fallback.task() == null ? null : new OnFailure.Fallback(fallback.task());
        }
    }

    /** {@code on_failure} of the task with a path. */
    Failing onFailure(String path, MapNode owner) {
        MapNode.Entry entry = owner.entries().get("on_failure");
        if (entry != null && entry.value() instanceof MapNode map) {
            MapNode run = parsing.open(map, TaskFields.RUN_INSTEAD, entry.key());
            MapNode.Entry task = run == null ? null : run.entries().get("run");
            return new Failing(
                    task == null
                            ? null
                            : parse(
                                    task,
                                    Task.FALLBACK,
                                    path,
                                    WorkParser.isBlock(task.value())
                                            ? TaskFields.FALLBACK_HOLDING
                                            : TaskFields.FALLBACK_CALLING),
                    OnFailure.Word.FAIL);
        }
        Node node = entry == null ? null : entry.value();
        OnFailure.Word word = Scalar.constant(parsing, "on_failure", node, TaskFields.ON_FAILURE, OnFailure.Word.FAIL);
        return new Failing(null, word);
    }

    /** {@code compensate} of the task with a path; {@code null} for none. */
    @Nullable TaskDraft compensation(String path, MapNode owner) {
        MapNode.Entry entry = owner.entries().get("compensate");
        return entry == null
                ? null
                : parse(
                        entry,
                        Task.COMPENSATE,
                        path,
                        WorkParser.isBlock(entry.value())
                                ? TaskFields.COMPENSATION_HOLDING
                                : TaskFields.COMPENSATION_CALLING);
    }

    /** After which ends of its task a compensation is called for. */
    @Nullable Compensation compensation(@Nullable TaskDraft draft) {
        if (draft == null || draft.node() == null || draft.task() == null) {
            return null;
        }
        return new Compensation(
                draft.task(),
                Scalar.constant(
                        parsing, "after", draft.node().get("after"), TaskFields.AFTER, Compensation.After.SUCCESS));
    }

    private TaskDraft parse(MapNode.Entry entry, String id, String owner, Construct construct) {
        String path = owner + "." + id;
        MapNode node = parsing.open(
                entry.value(),
                WorkParser.isBlock(entry.value()) ? construct : Misplaced.known(parsing, entry.value(), construct),
                entry.key());
        if (node == null) {
            return new TaskDraft(entry.key(), id, path, null, List.of(), false, null, null, null, null, null, null);
        }
        WorkParser.Read read = new WorkParser(parsing, defaults).read(entry.key(), path, node);
        TaskSettings settings = new TaskSettings(parsing, defaults, path, node);
        Failing failing = onFailure(path, node);
        TaskDraft undo = compensation(path, node);
        Compensation compensation = compensation(undo);
        OnFailure onFailure = failing.onFailure();
        Task task = read.work() == null || onFailure == null || undo != null && compensation == null
                ? null
                : new Task(
                        id,
                        settings.name(id),
                        settings.description(),
                        List.of(),
                        false,
                        Join.SUCCESS,
                        null,
                        read.work(),
                        null,
                        null,
                        settings.timeout(read.work()),
                        settings.heartbeat(),
                        null,
                        null,
                        settings.retry(read.work()),
                        onFailure,
                        compensation,
                        null,
                        null,
                        null,
                        null);
        return new TaskDraft(
                entry.key(),
                id,
                path,
                node,
                List.of(),
                false,
                read.action(),
                read.work(),
                read.tasks(),
                failing.fallback(),
                undo,
                task);
    }
}

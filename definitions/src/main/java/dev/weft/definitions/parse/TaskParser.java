package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.model.Cache;
import dev.weft.definitions.model.Compensation;
import dev.weft.definitions.model.Concurrency;
import dev.weft.definitions.model.ForEach;
import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Repeat;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.TaskDefaults;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;

/** One task of a definition or block. */
final class TaskParser {
    private final Parsing parsing;
    private final TaskDefaults defaults;
    private final NeedsResolver resolver;
    private final String block;

    /**
     * @param block path of the block that holds it; empty at the top
     */
    TaskParser(Parsing parsing, TaskDefaults defaults, NeedsResolver resolver, String block) {
        this.parsing = parsing;
        this.defaults = defaults;
        this.resolver = resolver;
        this.block = block;
    }

    TaskDraft parse(MapNode.Entry entry) {
        ScalarNode key = entry.key();
        String id = key.text();
        String path = block.isEmpty() ? id : block + "." + id;
        checkId(key, id);
        Construct construct = WorkParser.isBlock(entry.value())
                ? TaskFields.HOLDING
                : Misplaced.known(parsing, entry.value(), TaskFields.CALLING);
        MapNode node = parsing.open(entry.value(), construct, key);
        if (node == null) {
            return new TaskDraft(key, id, path, null, List.of(), false, null, null, null, null, null, null);
        }
        NeedsResolver.Needs needs = resolver.read(node.get("needs"));
        TemplateReader whole = TemplateReader.of(parsing, ExpressionSite.Place.WHOLE, path);
        TemplateReader each = TemplateReader.of(parsing, ExpressionSite.Place.ITEM, path);
        Expression when = whole.bare("when", node.get("when"));
        ForEach forEach = ForEachParser.parse(parsing, path, node.entries().get("for_each"));
        boolean items = node.entries().containsKey("for_each");
        Repeat repeat = RepeatParser.parse(parsing, path, items, node.entries().get("repeat"));
        WorkParser.Read read = new WorkParser(parsing, defaults).read(key, path, node);
        TaskSettings settings = new TaskSettings(parsing, defaults, path, node);
        Join join = Scalar.constant(parsing, "join", node.get("join"), TaskFields.JOIN, Join.SUCCESS);
        InPlaceParser inPlace = new InPlaceParser(parsing, defaults);
        InPlaceParser.Failing failing = inPlace.onFailure(path, node);
        TaskDraft undo = inPlace.compensation(path, node);
        Compensation compensation = inPlace.compensation(undo);
        Concurrency concurrency =
                ConcurrencyParser.parse(parsing, whole, node.entries().get("concurrency"));
        Cache cache = CacheParser.parse(parsing, each, node.entries().get("cache"));
        OnFailure onFailure = failing.onFailure();
        boolean complete = read.work() != null
                && onFailure != null
                && (undo == null) == (compensation == null)
                && (repeat == null) == !node.entries().containsKey("repeat")
                && (forEach == null) == !items;
        Task task = !complete || read.work() == null || onFailure == null
                ? null
                : new Task(
                        id,
                        settings.name(id),
                        settings.description(),
                        needs.resolve(),
                        needs.all(),
                        join,
                        when,
                        read.work(),
                        forEach,
                        repeat,
                        settings.timeout(read.work()),
                        settings.heartbeat(),
                        settings.deadline(),
                        settings.sla(),
                        settings.retry(read.work()),
                        onFailure,
                        compensation,
                        concurrency,
                        cache,
                        settings.placement(),
                        settings.resources());
        return new TaskDraft(
                key,
                id,
                path,
                node,
                needs.written(),
                needs.all(),
                read.action(),
                read.work(),
                read.tasks(),
                failing.fallback(),
                undo,
                task);
    }

    private void checkId(ScalarNode key, String id) {
        boolean formed = Ids.check(parsing, "a task id", key, Ids.NAME);
        if (formed && (id.equals(Task.FALLBACK) || id.equals(Task.COMPENSATE))) {
            parsing.error(
                    ProblemCode.RESERVED_ID,
                    key,
                    "Expected another task id, but found \"" + id + "\", which is reserved",
                    ProblemCode.RESERVED_ID.cure());
        }
    }
}

package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.Fields;
import dev.weft.definitions.lower.FrontEnd;
import dev.weft.definitions.lower.Lowered;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of the language itself, whose documents say which one they are in. */
public final class Versions implements FrontEnd {
    /** Every step, from the oldest version to this one. */
    static final List<Migration> CHAIN = List.of(new To110(), new To120(), new To200(), new To300());

    private static final String CURRENT = CHAIN.getLast().to();

    @Override
    public String title() {
        return "the language itself";
    }

    @Override
    public String recognisedBy() {
        return "version (the language itself, 1.0.0 to " + CURRENT + ")";
    }

    @Override
    public @Nullable Node mark(MapNode document) {
        MapNode.Entry version = document.entries().get("version");
        return version == null ? null : version.key();
    }

    @Override
    public @Nullable Node hint(MapNode document) {
        MapNode.Entry tasks = document.entries().get("tasks");
        return tasks == null ? null : tasks.key();
    }

    @Override
    public List<Lowered> lower(MapNode document, Lowering lowering) {
        Node id = document.get("id");
        Node key = id == null ? Fields.top(document) : id;
        String version = document.get("version") instanceof ScalarNode scalar && scalar.isText() ? scalar.text() : "";
        MapNode migrated = document;
        for (Migration migration : CHAIN) {
            boolean starts = migrated == document && migration.from().equals(version);
            if (starts) {
                check(document, version, lowering);
            }
            if (starts || migrated != document) {
                migrated = migration.apply(migrated, lowering);
            }
        }
        String from = migrated == document ? CURRENT : version;
        return List.of(new Lowered(from, lowering.changes().lines(), key, migrated, lowering.problems()));
    }

    private static void check(MapNode document, String version, Lowering lowering) {
        OldFields.document(version).open(lowering, document, Fields.top(document));
        Fields fields = OldFields.task(version);
        switch (document.get("tasks")) {
            case MapNode map ->
                map.entries().values().forEach(entry -> task(fields, entry.value(), entry.key(), version, lowering));
            case ListNode list ->
                list.items()
                        .forEach(item -> task(
                                fields, item, item instanceof MapNode map ? Fields.top(map) : item, version, lowering));
            case ScalarNode scalar -> {}
            case null -> {}
        }
    }

    private static void task(Fields fields, Node node, Node place, String version, Lowering lowering) {
        MapNode task = fields.open(lowering, node, place);
        if (task == null || !(task.get("action") instanceof ScalarNode action)) {
            return;
        }
        boolean known = true;
        for (Migration migration : CHAIN) {
            known &= !migration.from().equals(version);
            if (!known && migration.actions().contains(action.text())) {
                lowering.error(
                        ProblemCode.UNKNOWN_ACTION,
                        action,
                        "Expected an action of version " + version + ", but found \"" + action.text() + '"',
                        "It is known from version " + migration.to() + " on: write version: \"" + migration.to()
                                + "\" or a later one.");
            }
        }
    }
}

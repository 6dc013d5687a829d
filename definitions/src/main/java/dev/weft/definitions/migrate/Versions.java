package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.Fields;
import dev.weft.definitions.lower.FrontEnd;
import dev.weft.definitions.lower.Lowered;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.FieldNames;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
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
    private static final String LAST_OLD = CHAIN.getLast().from();

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

    /** Whether a document says that it is in a version that there is. */
    public static boolean isKnown(MapNode document) {
        return document.get("version") instanceof ScalarNode version
                && (version.text().equals(CURRENT) || version(document) != null);
    }

    @Override
    public FieldNames names(MapNode document) {
        String version = version(document);
        return version == null ? FieldNames.TODAY : OldFields.names(version);
    }

    @Override
    public List<Lowered> lower(MapNode document, Lowering lowering) {
        Node id = document.get("id");
        Node key = id == null ? Fields.top(document) : id;
        String meant = version(document);
        String version = meant == null ? "" : meant;
        if (meant != null) {
            checkVersion(document, meant, lowering);
        }
        MapNode migrated = document;
        boolean started = false;
        for (Migration migration : CHAIN) {
            if (!started && migration.from().equals(version)) {
                started = true;
                migrated = check(document, version, lowering);
            }
            if (started) {
                migrated = migration.apply(migrated, lowering);
            }
        }
        return List.of(lowering.lowered(started ? version : CURRENT, key, migrated));
    }

    /** The older version that a document is in; {@code null} where it is in none. */
    private static @Nullable String version(MapNode document) {
        Node written = document.get("version");
        if (written == null) {
            return OldWords.only(document) ? LAST_OLD : null;
        }
        String meant = written instanceof ScalarNode scalar ? meant(scalar.text()) : null;
        boolean asWritten = written instanceof ScalarNode scalar
                && scalar.isText()
                && scalar.text().equals(meant);
        // Many write the revision of a definition there, whose words are today's.
        return asWritten || OldWords.only(document) ? meant : null;
    }

    // 2, 2.0, v2.0.0: whatever is written, the numbers tell which one is meant.
    private static @Nullable String meant(String text) {
        String plain = text.strip().replaceFirst("^[vV]", "");
        for (String whole : List.of(plain, plain + ".0", plain + ".0.0")) {
            for (Migration migration : CHAIN) {
                if (migration.from().equals(whole)) {
                    return whole;
                }
            }
        }
        return null;
    }

    private static void checkVersion(MapNode document, String meant, Lowering lowering) {
        Node written = document.get("version");
        String write = "write version: \"" + meant + "\"";
        if (written == null) {
            lowering.error(
                    ProblemCode.MISSING_FIELD,
                    Fields.top(document),
                    "Expected the field \"version\" in a definition, but it isn't there",
                    "Its tasks have the fields of version " + meant + ": " + write + ".");
        } else if (!(written instanceof ScalarNode scalar)
                || !scalar.isText()
                || !scalar.text().equals(meant)) {
            lowering.error(
                    ProblemCode.VERSION,
                    written,
                    "Expected version \"" + meant + "\", but found " + written.describe(),
                    Character.toUpperCase(write.charAt(0)) + write.substring(1) + ".");
        }
    }

    /** Checks the names of all fields: the document, those that are misspelt under the name that is meant. */
    private static MapNode check(MapNode document, String version, Lowering lowering) {
        MapNode read = OldFields.document(version).open(lowering, document, Fields.top(document));
        MapBuilder checked = new MapBuilder(document);
        for (MapNode.Entry entry : (read == null ? document : read).entries().values()) {
            boolean tasks = entry.key().text().equals("tasks");
            checked.put(entry.key(), tasks ? tasks(entry.value(), version, lowering) : entry.value());
        }
        return checked.build();
    }

    private static Node tasks(Node written, String version, Lowering lowering) {
        Fields fields = OldFields.task(version);
        return switch (written) {
            case MapNode map -> {
                MapBuilder tasks = new MapBuilder(map);
                map.entries()
                        .values()
                        .forEach(entry ->
                                tasks.put(entry.key(), task(fields, entry.value(), entry.key(), version, lowering)));
                yield tasks.build();
            }
            case ListNode list ->
                Made.list(
                        list.items().stream()
                                .map(item -> task(
                                        fields,
                                        item,
                                        item instanceof MapNode map ? Fields.top(map) : item,
                                        version,
                                        lowering))
                                .toList(),
                        list);
            case ScalarNode scalar -> scalar;
        };
    }

    private static Node task(Fields fields, Node node, Node place, String version, Lowering lowering) {
        MapNode task = fields.open(lowering, node, place);
        if (task == null || !(task.get("action") instanceof ScalarNode action)) {
            return task == null ? node : task;
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
        return task;
    }
}

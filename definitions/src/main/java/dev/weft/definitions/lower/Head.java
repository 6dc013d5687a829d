package dev.weft.definitions.lower;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The first fields of a definition: version, id, name, description. */
public final class Head {
    private static final Pattern FILE = Pattern.compile("([^/\\\\]+)\\.(?:yaml|yml|json)$");

    private Head() {}

    /**
     * Writes the first fields of a dialect's document.
     *
     * @param id where it is written; {@code null} where it isn't, so that it comes from the name, else from the file's name
     * @return the key that names the definition among others
     */
    public static ScalarNode write(MapBuilder out, Lowering lowering, MapNode document, MapNode.@Nullable Entry id) {
        Node behind = Made.behind(Fields.top(document));
        out.put("version", behind, Made.text("3.0.0", behind));
        ScalarNode value = id(lowering, document, id, true);
        out.put(id == null ? Made.text("id", value) : Made.text("id", id.key()), value);
        out.keep(document.entries().get("name"));
        out.keep(document.entries().get("description"));
        return value;
    }

    /**
     * The id of a definition: as it is, or made into one.
     *
     * @param file whether it may come from the file's name
     */
    public static ScalarNode id(Lowering lowering, MapNode document, MapNode.@Nullable Entry entry, boolean file) {
        if (entry != null && Lowering.isGiven(entry.value())) {
            ScalarNode written = lowering.text(entry.key().text(), entry.value());
            return written == null ? Made.text("unknown", entry.value()) : slug(lowering, written, false);
        }
        Node name = document.get("name");
        if (name instanceof ScalarNode scalar && scalar.isText()) {
            return slug(lowering, scalar, true);
        }
        Node top = Fields.top(document);
        String slug = file ? ofFile(lowering.problems().source().name()) : "";
        if (!slug.isEmpty()) {
            lowering.changes().add("the id " + slug + " comes from the name of the file");
            return Made.text(slug, top);
        }
        if (name == null) {
            lowering.error(
                    ProblemCode.MISSING_FIELD,
                    entry == null ? top : entry.value(),
                    "Expected the field \"id\" in a definition, or a name that gives one, but found neither",
                    "Write id: and lower-case letters, digits, _ and -.");
        }
        return Made.text("unknown", top);
    }

    private static ScalarNode slug(Lowering lowering, ScalarNode written, boolean fromName) {
        String slug = Slug.definition(written.text());
        if (slug.isEmpty()) {
            lowering.error(
                    ProblemCode.ID,
                    written,
                    "Expected an id or a name with letters or digits from A to Z, but found \"" + written.text() + '"',
                    "Write id: and lower-case letters, digits, _ and -.");
            return Made.text("unknown", written);
        }
        if (fromName) {
            lowering.changes().add("the id " + slug + " comes from the name");
        } else if (!slug.equals(written.text())) {
            lowering.changes().add("the id " + written.text() + " is now " + slug);
        } else {
            return written;
        }
        return Made.text(slug, written);
    }

    private static String ofFile(String name) {
        Matcher file = FILE.matcher(name);
        return file.find() ? Slug.definition(file.group(1)) : "";
    }
}

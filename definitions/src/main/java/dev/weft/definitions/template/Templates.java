package dev.weft.definitions.template;

import dev.weft.definitions.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The templates that come with Weft. Immutable and thread safe. */
public final class Templates {
    private static final List<DefinitionTemplate> READY = load();

    private Templates() {}

    /** All of them, in the order of the reference. */
    public static List<DefinitionTemplate> all() {
        return READY;
    }

    /** The template of an id; {@code approval-chain} is {@code approval_chain}, too. */
    public static Optional<DefinitionTemplate> find(String id) {
        String meant = id.replace('-', '_');
        return READY.stream().filter(one -> one.id().equals(meant)).findFirst();
    }

    /** Their ids, in the same order. */
    public static List<String> ids() {
        return READY.stream().map(DefinitionTemplate::id).toList();
    }

    private static List<DefinitionTemplate> load() {
        List<DefinitionTemplate> templates = new ArrayList<>();
        Catalog.load()
                .templates()
                .forEach((name, text) -> templates.add(TemplateReader.read("templates/" + name + ".yaml", text)));
        return List.copyOf(templates);
    }
}

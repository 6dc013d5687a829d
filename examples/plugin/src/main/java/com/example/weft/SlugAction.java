package com.example.weft;

import dev.weft.definitions.action.Action;
import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Trait;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** An action. */
public final class SlugAction implements Action<Slug> {
    private static final ActionSpec<Slug> SPEC =
            new ActionSpec<>("slug", "Makes a word for addresses of a text.", Slug.class, Trait.WORK);

    @Override
    public ActionSpec<Slug> spec() {
        return SPEC;
    }

    @Override
    public Object execute(Slug parameters, ActionContext context) {
        String separator = parameters.separator() == null ? "-" : parameters.separator();
        String plain = Normalizer.normalize(parameters.text(), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        String words = plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
        return Map.of("slug", words.replace(" ", separator));
    }
}

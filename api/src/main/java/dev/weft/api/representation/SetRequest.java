package dev.weft.api.representation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Documents to be applied together.
 *
 * @param set under which their definitions are known from then on; {@code null} for none
 * @param prune whether definitions of the set that are in none of the documents are deleted; wants {@code set}
 * @param dryRun whether it is only said what would change
 */
public record SetRequest(
        @Nullable String set,
        List<File> files,
        @Nullable Boolean prune,
        @Nullable Boolean dryRun) {
    /**
     * A document.
     *
     * @param name as its author knows it, for problems; JSON where it ends so, YAML otherwise
     * @param text one definition or several, in any version and dialect
     */
    public record File(String name, String text) {}
}

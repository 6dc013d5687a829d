package dev.weft.worker.action.file;

import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folders inside of which files may be touched: the workspace first. Immutable and thread safe. */
public final class Roots {
    private final Root workspace;
    private final List<Root> all = new ArrayList<>();

    /** A root by the name that the operator gave it, and by its real one. */
    private record Root(Path given, Path real) {
        @Nullable Path below(Path path) {
            return path.startsWith(real)
                    ? real.relativize(path)
                    : path.startsWith(given) ? given.relativize(path) : null;
        }
    }

    /**
     * @param workspace existing folder where relative paths start
     * @param more other existing folders, named in the configuration
     * @throws IOException when one doesn't exist
     */
    public Roots(Path workspace, List<Path> more) throws IOException {
        this.workspace = root(workspace);
        all.add(this.workspace);
        for (Path root : more) {
            all.add(root(root));
        }
        all.sort(Comparator.comparingInt((Root root) -> root.real().getNameCount())
                .reversed());
    }

    private static Root root(Path folder) throws IOException {
        return new Root(folder.toAbsolutePath().normalize(), folder.toRealPath());
    }

    /** All roots, by their real paths. */
    public List<Path> folders() {
        return all.stream().map(Root::real).toList();
    }

    /**
     * Finds the place that a path means, by its text alone.
     *
     * @throws ActionException {@code outside_workspace} when it is in no root, {@code invalid_parameters} when it is no
     *     path at all
     */
    public Place locate(String text) throws ActionException {
        Path path;
        try {
            path = workspace.real().resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw ActionException.invalidParameters("Expected a path, but found a text with characters that none has.");
        }
        if (text.isBlank()) {
            throw ActionException.invalidParameters("Expected a path, but found an empty text.");
        }
        for (Root root : all) {
            Path below = root.below(path);
            if (below != null) {
                List<String> names = new ArrayList<>();
                below.forEach(name -> names.add(name.toString()));
                names.removeIf(String::isEmpty);
                return new Place(root.real(), names, shown(root, names));
            }
        }
        throw ActionException.permanent(
                "outside_workspace",
                "Expected a path inside the workspace, but found '" + text
                        + "'. Relative paths start in the workspace; an operator can allow other folders.");
    }

    private String shown(Root root, List<String> names) {
        String below = String.join("/", names);
        if (root == workspace) {
            return below.isEmpty() ? "." : below;
        }
        return below.isEmpty() ? root.real().toString() : root.real() + "/" + below;
    }
}

package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.representation.ProblemBody;
import dev.weft.api.store.ClaimStore;
import dev.weft.definitions.NameTaken;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One name, one file: of two in watched folders that say what an agent or a definition is, the one that was there first counts, as long
 * as it is there. Thread safe.
 */
final class FolderClaims {
    /** The code of a refusal because of another file. */
    static final String CODE = "name_taken";

    private final ClaimStore store;
    private final String kind;
    private final Set<Path> watched;

    /**
     * @param kind {@code definition} or {@code agent}
     * @param watched absolute paths of the folders whose files have a say
     */
    FolderClaims(ClaimStore store, String kind, Set<Path> watched) {
        this.store = store;
        this.kind = kind;
        this.watched = Set.copyOf(watched);
    }

    /** The names that a file has. */
    List<String> of(Path folder, String file) {
        return store.names(claimant(folder, file));
    }

    /** The files of a folder that have names, whether they are still there or not. */
    List<String> files(Path folder) {
        return store.files(kind, folder.toString());
    }

    /**
     * Gives names to a file, all or none.
     *
     * @throws ApiException 409 where another file has one
     */
    void claim(Path folder, SourceText source, Collection<String> names) {
        ClaimStore.Claimant file = claimant(folder, source.name());
        List<String> before = store.names(file);
        List<Problem> problems = new ArrayList<>();
        for (String name : names) {
            holder(name, file).ifPresent(other -> problems.add(NameTaken.of(source, name, called(folder, other))));
        }
        if (!problems.isEmpty()) {
            names.stream().filter(name -> !before.contains(name)).forEach(name -> store.release(file, name));
            throw ApiException.conflict(CODE, problems.getFirst().message() + ".")
                    .with("problems", ProblemBody.of(problems));
        }
    }

    /**
     * Takes from a file the names that it says no more.
     *
     * @return those that were taken from it
     */
    List<String> keepOnly(Path folder, String file, Collection<String> names) {
        List<String> lost = new ArrayList<>(of(folder, file));
        lost.removeAll(names);
        lost.forEach(name -> store.release(claimant(folder, file), name));
        return lost;
    }

    void renamed(Path folder, String before, String now) {
        store.rename(claimant(folder, before), now);
    }

    /** Who has the name instead; a file that is no more has none. */
    private Optional<ClaimStore.Claimant> holder(String name, ClaimStore.Claimant file) {
        while (!store.claim(file, name)) {
            Optional<ClaimStore.Claimant> other = store.holder(kind, name);
            if (other.filter(this::isThere).isPresent()) {
                return other;
            }
            other.ifPresent(gone -> store.release(gone, name));
        }
        return Optional.empty();
    }

    private boolean isThere(ClaimStore.Claimant other) {
        Path folder = Path.of(other.folder());
        return watched.contains(folder) && Files.isRegularFile(folder.resolve(other.file()));
    }

    private ClaimStore.Claimant claimant(Path folder, String file) {
        return new ClaimStore.Claimant(kind, folder.toString(), file);
    }

    private static String called(Path folder, ClaimStore.Claimant other) {
        return other.folder().equals(folder.toString())
                ? other.file()
                : Path.of(other.folder()).resolve(other.file()).toString();
    }
}

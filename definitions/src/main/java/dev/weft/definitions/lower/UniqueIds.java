package dev.weft.definitions.lower;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Gives ids, none twice: {@code a}, {@code a-2}, {@code a-3}. Not thread safe. */
public final class UniqueIds {
    private final Predicate<String> elsewhere;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * @param elsewhere ids that others have
     */
    public UniqueIds(Predicate<String> elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** Whether an id was free; it is taken now. */
    public boolean take(String id) {
        return !elsewhere.test(id) && taken.add(id);
    }

    /** An id that was free, as near to the wanted one as can be. */
    public String of(String wanted) {
        String id = wanted;
        while (!take(id)) {
            id = Slug.numbered(wanted, numbers.merge(wanted, 1, Integer::sum) + 1);
        }
        return id;
    }
}

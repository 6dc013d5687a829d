package dev.weft.definitions.expression.check;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a value that a condition reads can be, where more is known than its type.
 *
 * @param values texts that it can be
 * @param absent whether it can be null
 * @param open whether it can be other things, too, which are not null
 */
public record Possible(Set<String> values, boolean absent, boolean open) {
    /** The constant null, as {@link #canBe} takes it. */
    static final Object NULL = new Object();

    /** Certainly null. */
    public static final Possible NOTHING = new Possible(Set.of(), true, false);

    /** Certainly not null. */
    public static final Possible SOMETHING = new Possible(Set.of(), false, true);

    public Possible {
        values = Set.copyOf(values);
    }

    /** One of some texts. */
    public static Possible among(Set<String> values) {
        return new Possible(values, false, false);
    }

    /** What it is of a field of it, of which only that is known whether it can be there. */
    @Nullable Possible field() {
        return equals(NOTHING) ? NOTHING : null;
    }

    /** Whether it can be a constant: text, {@link #NULL}, or another. */
    boolean canBe(Object constant) {
        return constant == NULL ? absent : open || constant instanceof String text && values.contains(text);
    }

    /** Whether it can be nothing else than so many values that it can be. */
    boolean isOnlyAmong(long hits) {
        return !open && hits == values.size() + (absent ? 1 : 0);
    }
}

package dev.weft.definitions.action;

import java.util.List;
import java.util.stream.Collectors;

/** A parameter record can't be made of its values. Another {@link IllegalArgumentException} says so without place and cure. */
public final class MisfitException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final transient List<Misfit> misfits;

    /**
     * @param misfits at least one, in the order in which they are shown
     */
    public MisfitException(List<Misfit> misfits) {
        super(misfits.stream().map(Misfit::message).collect(Collectors.joining("; ")));
        this.misfits = List.copyOf(misfits);
    }

    /** Everything that doesn't fit. */
    public List<Misfit> misfits() {
        return misfits;
    }
}

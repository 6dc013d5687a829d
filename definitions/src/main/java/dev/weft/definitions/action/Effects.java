package dev.weft.definitions.action;

/** Whether an action may have an effect outside of the run: only such a one can be undone. Pure. */
@FunctionalInterface
public interface Effects {
    /** Never. */
    Effects NONE = parameters -> false;

    /** Whatever its parameters are, as far as is known. */
    Effects POSSIBLE = parameters -> true;

    /** Whether it may, with these parameters. */
    boolean possible(WrittenParameters parameters);

    /** What holds where nothing is said: only work outside of the run has effects there. */
    static Effects of(Trait trait) {
        return switch (trait) {
            case PURE, CONTROL -> NONE;
            case WORK -> POSSIBLE;
        };
    }
}

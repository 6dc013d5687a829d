package dev.weft.platform.temporal;

import dev.weft.platform.Environment;
import dev.weft.platform.Progress;
import java.nio.file.Path;

/** A way to come by the {@code temporal} program. */
interface TemporalSource {
    /**
     * Tries it.
     *
     * @param folder empty, for whatever is needed on the way; deleted afterwards
     */
    Result obtain(Path folder, Environment environment, Progress progress);

    /** What became of it. */
    sealed interface Result {
        /**
         * It worked.
         *
         * @param program in the folder, executable
         */
        record Obtained(Path program) implements Result {}

        /**
         * It did not.
         *
         * @param why one line for a person
         */
        record NotObtained(String why) implements Result {}
    }
}

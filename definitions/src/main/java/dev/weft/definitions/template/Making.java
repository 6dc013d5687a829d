package dev.weft.definitions.template;

import dev.weft.definitions.input.InputFailure;
import java.util.List;

/** What came of making a definition of a template. */
public sealed interface Making {
    /**
     * A definition.
     *
     * @param text YAML, in the newest version of the language
     */
    record Made(String text) implements Making {}

    /**
     * Nothing can be made of these values.
     *
     * @param failures at least one, in the order of the parameters
     */
    record Refused(List<InputFailure> failures) implements Making {
        public Refused {
            failures = List.copyOf(failures);
        }
    }
}

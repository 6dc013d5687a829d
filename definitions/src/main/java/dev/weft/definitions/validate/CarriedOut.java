package dev.weft.definitions.validate;

import dev.weft.definitions.parse.Later;
import dev.weft.definitions.problem.ProblemCode;

/**
 * This release can carry out all that is written. A warning: the definition can be saved, and a start is refused.
 *
 * <pre>cache: {key: a}   ✗ this release can't carry it out</pre>
 */
final class CarriedOut implements Rule {
    @Override
    public void check(Check check) {
        for (Later later : check.draft().later()) {
            check.problems()
                    .warning(
                            ProblemCode.NOT_SUPPORTED,
                            later.node(),
                            "Expected what this release can carry out, but found " + later.what(),
                            ProblemCode.NOT_SUPPORTED.cure());
        }
    }
}

package dev.weft.definitions.validate;

import dev.weft.definitions.parse.Later;
import dev.weft.definitions.problem.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * This release can carry out all that is written. A warning for each kind of thing, as the definition can be saved; a start
 * of it is refused.
 *
 * <pre>cache: {key: a}   ✗ this release can't carry it out</pre>
 */
final class CarriedOut implements Rule {
    @Override
    public void check(Check check) {
        Map<String, List<Later>> byWhat = new LinkedHashMap<>();
        check.draft()
                .later()
                .forEach(later -> byWhat.computeIfAbsent(later.what(), what -> new ArrayList<>())
                        .add(later));
        byWhat.forEach((what, places) -> check.problems()
                .warning(
                        ProblemCode.NOT_SUPPORTED,
                        places.getFirst().node(),
                        "Expected what this release can carry out, but found " + what
                                + (places.size() == 1 ? "" : ", here and " + more(places.size() - 1)),
                        ProblemCode.NOT_SUPPORTED.cure()));
    }

    private static String more(int places) {
        return places == 1 ? "once more" : places + " times more";
    }
}

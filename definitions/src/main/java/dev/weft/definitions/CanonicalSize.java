package dev.weft.definitions;

import dev.weft.definitions.model.Definition;
import dev.weft.definitions.plan.Canonical;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.source.Pointer;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import dev.weft.definitions.source.Span;

/** The size of what is saved: JSON with aliases written out, so that a document that isn't too large may give one that is. */
final class CanonicalSize {
    private static final int KIB = 1024;

    private CanonicalSize() {}

    static void check(Definition definition, ProblemCollector problems) {
        int size = Canonical.write(definition).length();
        if (size > SourceText.MAX_LENGTH) {
            int written = problems.source().text().length();
            problems.add(
                    ProblemCode.TOO_LARGE,
                    Severity.ERROR,
                    Span.NONE,
                    Pointer.ROOT,
                    "Expected a definition of at most 512 KiB as canonical JSON, aliases written out, but found "
                            + kib(size) + " KiB, from a document of " + kib(written) + " KiB",
                    ProblemCode.TOO_LARGE.cure());
        }
    }

    // Rounded up, so that what is too large never looks as if it fitted.
    private static int kib(int size) {
        return (size + KIB - 1) / KIB;
    }
}

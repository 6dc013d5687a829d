package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.Flaw;
import java.util.List;

/** Collects flaws. Not thread safe. */
record Reports(Places places, List<Flaw> flaws) {
    void add(Flaw.Kind kind, Places.Span span, String message, String hint) {
        flaws.add(new Flaw(span.start(), span.length(), kind, message, hint));
    }

    void add(Places.Span span, Absent absent) {
        add(absent.kind(), span, absent.message(), absent.hint());
    }

    void type(Places.Span span, String message, String hint) {
        add(Flaw.Kind.TYPE, span, message, hint);
    }
}

package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfits;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may decide in whose place: from one person who may decide to another. */
final class GateDelegates {
    private GateDelegates() {}

    static void check(Misfits misfits, Collection<String> approvers, @Nullable Map<String, String> delegates) {
        if (delegates != null) {
            Set<String> known = new LinkedHashSet<>(approvers);
            delegates.forEach((who, delegate) -> delegate(misfits, known, who, delegate));
        }
    }

    private static void delegate(Misfits misfits, Set<String> approvers, String who, String delegate) {
        String pointer = "/delegates/" + who.replace("~", "~0").replace("/", "~1");
        if (!who.startsWith(Approvers.USER) || !approvers.contains(who)) {
            misfits.together(
                    pointer,
                    "Expected a user who may decide (" + String.join(", ", approvers)
                            + ") in \"delegates\", but found \"" + who + '"',
                    "Write the approver first, such as \"user:kim\", then who may decide in their place.");
        }
        if (!delegate.matches(Approvers.ONE)) {
            misfits.value(
                    pointer,
                    "Expected user:<id> as the delegate of " + who + ", but found \"" + delegate + '"',
                    "A delegate is one person, such as \"user:ada\".");
        }
        if (delegate.equals(who)) {
            misfits.value(
                    pointer,
                    "Expected somebody else as the delegate of " + who + ", but found the same",
                    "Write another person, or remove the line.");
        }
    }
}

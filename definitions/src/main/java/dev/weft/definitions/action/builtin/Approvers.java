package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.problem.Suggestion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may decide a level of a gate, and how many of them must. */
final class Approvers {
    /** What one person begins with. */
    static final String USER = "user:";

    /** What one person looks like. */
    static final String ONE = "user:\\S.*";

    /** What each looks like. */
    static final String PATTERN = "anyone|(user|role):\\S.*";

    private static final Pattern APPROVER = Pattern.compile(PATTERN);
    private static final String ANYONE = "anyone";
    private static final List<String> KINDS = List.of("user", "role");

    private Approvers() {}

    static void check(Misfits misfits, List<String> approvers) {
        if (approvers.isEmpty()) {
            misfits.value(
                    "/approvers",
                    "Expected at least one approver, but found none",
                    "Say who may decide, such as [\"role:editor\"], [\"user:kim\"] or [anyone].");
        }
        Set<String> before = new HashSet<>();
        for (int i = 0; i < approvers.size(); i++) {
            String approver = approvers.get(i);
            if (!APPROVER.matcher(approver).matches()) {
                misfits.value(
                        "/approvers/" + i,
                        "Expected approvers user:<id>, role:<name> or anyone, but found \"" + approver + '"',
                        cure(approver.strip()));
            }
            if (!before.add(approver)) {
                misfits.value(
                        "/approvers/" + i,
                        "Expected each approver once, but found \"" + approver + "\" again",
                        "Remove it: a person decides once per level, however often they are named.");
            }
        }
    }

    private static String cure(String approver) {
        int colon = approver.indexOf(':');
        String name = approver.substring(colon + 1).strip();
        if (name.isEmpty()) {
            return "Write who, such as \"user:kim\" or \"role:editor\".";
        }
        if (colon < 0) {
            return Suggestion.didYouMean(
                    approver,
                    List.of(ANYONE),
                    "Write \"user:" + name + "\" for one person, or \"role:" + name + "\" for all who have the role.");
        }
        String kind = approver.substring(0, colon).strip();
        String meant = kind.equals("group") ? "role" : Suggestion.nearest(kind, KINDS);
        return meant == null
                ? "Write \"user:" + name + "\" or \"role:" + name + "\"."
                : "Did you mean \"" + meant + ":" + name + "\"?";
    }

    /** @param approvers {@code null} where there are none */
    static void quorum(Misfits misfits, String name, @Nullable Integer value, @Nullable List<String> approvers) {
        if (value == null) {
            return;
        }
        if (value < 1) {
            misfits.value(
                    "/" + name,
                    "Expected \"" + name + "\" of at least 1, but found " + value,
                    "Write " + name + ": 1, or leave it out, which means the same.");
        }
        // Each person decides once per level, so that more than are named could never come together.
        List<String> distinct =
                approvers == null ? List.of() : approvers.stream().distinct().toList();
        boolean named = !distinct.isEmpty() && distinct.stream().allMatch(approver -> approver.startsWith(USER));
        if (named && value > distinct.size()) {
            misfits.together(
                    "/" + name,
                    "Expected \"" + name + "\" of at most " + distinct.size() + ", as only "
                            + String.join(", ", distinct) + " may decide, but found " + value,
                    "Write " + distinct.size() + " or less, or name more approvers, such as a role.");
        }
    }
}

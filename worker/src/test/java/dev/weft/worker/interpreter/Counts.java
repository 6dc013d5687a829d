package dev.weft.worker.interpreter;

import java.util.List;

/** How a task counts for those that need it, by the words of the language's reference. */
enum Counts {
    COMPLETED,
    FAILED,
    SKIPPED;

    /** Whether a task runs, by the words of the language's reference. */
    static boolean joins(String join, List<Counts> needs) {
        boolean failed = needs.contains(FAILED);
        boolean completed = needs.contains(COMPLETED);
        return switch (join) {
            case "success" -> needs.isEmpty() || (!failed && completed);
            case "none_failed" -> !failed;
            case "all_completed" -> needs.stream().allMatch(need -> need == COMPLETED);
            case "any_completed" -> needs.isEmpty() || completed;
            case "always" -> true;
            default -> throw new IllegalArgumentException(join);
        };
    }
}

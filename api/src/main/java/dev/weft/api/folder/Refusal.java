package dev.weft.api.folder;

import java.util.List;

/**
 * Why a file isn't taken.
 *
 * @param words for people, with codes and places
 * @param problems the same one by one, as routes answer them: each with code, JSON pointer, line and column
 * @param forNow whether it may be taken once another file is gone or has changed
 */
public record Refusal(String words, List<?> problems, boolean forNow) {
    public Refusal {
        problems = List.copyOf(problems);
    }
}

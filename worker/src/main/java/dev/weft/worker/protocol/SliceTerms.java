package dev.weft.worker.protocol;

/**
 * With what a run that does a slice of a loop goes on after its end.
 *
 * @param tolerated how many of its items may have failed for others to begin; below zero where none may
 * @param untold how many of them may have failed before it says so
 * @param failed whether all of its items that failed are done again
 */
public record SliceTerms(int tolerated, int untold, boolean failed) {}

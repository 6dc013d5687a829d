package dev.weft.api.representation;

import java.time.Instant;
import java.util.List;

/**
 * Which times of a schedule come now.
 *
 * @param starts those for which a run is started
 * @param startedBefore those that have started one before, and don't again
 * @param dryRun whether nothing has happened
 */
public record BackfillBody(
        String trigger, String overlap, List<Instant> starts, List<Instant> startedBefore, boolean dryRun) {}

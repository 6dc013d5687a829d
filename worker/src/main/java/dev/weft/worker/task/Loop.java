package dev.weft.worker.task;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items or turns of a task.
 *
 * @param frames places for them, by index in the run's frames; those after the first {@code used} were of an earlier
 *     attempt of a block around the task, and are taken again
 * @param used how many items or turns there are
 */
public record Loop(Terms terms, List<Integer> frames, int used) {
    public Loop {
        frames = List.copyOf(frames);
    }

    /** What was said of it, evaluated once, and how far it is. */
    public sealed interface Terms {}

    /**
     * Items.
     *
     * @param atOnce how many may be under way at once
     * @param tolerated how many may fail
     * @param begun how many have been let begin
     * @param failed how many have failed
     * @param untold of a slice: how many failures of it the run above may not know of; {@code null} where that isn't told of them
     * @param refused whether more have failed in the whole loop than are tolerated; states of earlier builds have a tolerance below 0
     *     for that
     */
    public record Items(
            int atOnce,
            int tolerated,
            int begun,
            int failed,
            @Nullable Integer untold,
            boolean refused) implements Terms {
        /** Of those that no other run is told of. */
        public Items(int atOnce, int tolerated, int begun, int failed) {
            this(atOnce, tolerated, begun, failed, null, false);
        }

        /** With how far it is. */
        public Items with(int nowBegun, int nowFailed) {
            return new Items(atOnce, tolerated, nowBegun, nowFailed, untold, refused);
        }

        /** The same, of which the run above is told of failures from so many on. */
        public Items telling(int from) {
            return new Items(atOnce, tolerated, begun, failed, from, refused);
        }

        /** The same, of which so many may fail, and the run above is told from so many on. */
        public Items within(int most, int from) {
            return new Items(atOnce, most, begun, failed, from, refused);
        }

        /** The same, of which no more begin. */
        public Items refusing() {
            return new Items(atOnce, tolerated, begun, failed, untold, true);
        }

        /** The same, of which others may begin again. */
        public Items allowing() {
            return new Items(atOnce, tolerated, begun, failed, untold, false);
        }

        /**
         * Whether another may begin.
         *
         * @param known how many have failed, as far as is known
         */
        public boolean allows(int known) {
            return !refused && known <= tolerated;
        }
    }

    /**
     * Turns.
     *
     * @param max turns at most
     * @param delay between turns; {@code null} for none
     * @param last output of the last turn that has ended; before the first, what the loop begins with
     * @param kept how many of them are kept, the last ones; {@code null} for all
     */
    public record Turns(
            int max,
            @Nullable Duration delay,
            @Nullable Object last,
            @Nullable Integer kept) implements Terms {
        /** With what the last turn that has ended gave. */
        public Turns after(@Nullable Object output) {
            return new Turns(max, delay, output, kept);
        }
    }

    /** With other terms. */
    public Loop with(Terms other) {
        return new Loop(other, frames, used);
    }

    /** With other places. */
    public Loop with(List<Integer> otherFrames, int nowUsed) {
        return new Loop(terms, otherFrames, nowUsed);
    }

    /** The indexes of the frames of its items or turns. */
    public List<Integer> live() {
        return frames.subList(0, used);
    }
}

package dev.weft.worker.protocol.log;

import dev.weft.definitions.action.LogLevel;
import java.time.Instant;
import java.util.UUID;

/**
 * A line of a run's log, without secrets.
 *
 * @param run id
 * @param workflow id of its definition
 * @param task path of the task, with its item or turn
 * @param attempt from 1
 * @param writer which attempt it was, in which process: with the number it says which line this is
 * @param number of the line in its attempt, from 1
 * @param at by the worker's clock
 * @param source what said it: {@code attempt} (the worker, of the attempt), {@code stderr}, {@code http}, {@code agent} (the
 *     action's or agent's own words)
 * @param text of one line
 */
public record LogLine(
        String run,
        String workflow,
        String task,
        int attempt,
        UUID writer,
        int number,
        Instant at,
        LogLevel level,
        String source,
        String text) {}

package dev.weft.worker.interpreter.block;

import dev.weft.worker.protocol.Failure;
import org.jspecify.annotations.Nullable;

/**
 * An item that failed.
 *
 * @param path of its state, in the run that has it
 * @param number its place in {@code in}, or that of the batch
 * @param item the value
 * @param error {@code null} where nothing more is known
 */
public record ItemFailure(
        String path,
        int number,
        @Nullable Object item,
        @Nullable Failure error) {}

package dev.weft.definitions.model;

import dev.weft.definitions.expression.Setting;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt takes up of its worker.
 *
 * @param cpu cores, more than 0; {@code null} for nothing said
 * @param memory bytes, more than 0; {@code null} for nothing said
 */
public record Resources(
        @Nullable Setting<Double> cpu, @Nullable Setting<Long> memory) {}

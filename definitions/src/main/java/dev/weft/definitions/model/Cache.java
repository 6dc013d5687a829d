package dev.weft.definitions.model;

import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When an earlier output is taken instead of a new one: with the same content and the same key.
 *
 * @param key any value; equal ones mean the same work
 * @param ttl how long an output holds; {@code null} for ever
 */
public record Cache(Template key, @Nullable Setting<Duration> ttl) {}

/** Times of a calendar as text: cron expressions, time zones, timestamps. In: what people write. Out: what they mean. */
@NullMarked
package dev.weft.definitions.schedule;

import org.jspecify.annotations.NullMarked;

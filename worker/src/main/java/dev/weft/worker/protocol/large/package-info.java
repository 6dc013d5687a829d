/**
 * Large values between runs, their attempts and those who ask: how they travel, and where they are kept. In: values. Out: the
 * same with handles in the place of what is large.
 */
@NullMarked
package dev.weft.worker.protocol.large;

import org.jspecify.annotations.NullMarked;

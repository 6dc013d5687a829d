/**
 * Runs tried out in virtual time: a definition and what stands for the world come in, what became of the run goes out. The
 * interpreter and all of its rim are the real ones, on an in-memory Temporal server whose clock leaps where nothing is at work.
 */
@NullMarked
package dev.weft.cli.trial;

import org.jspecify.annotations.NullMarked;

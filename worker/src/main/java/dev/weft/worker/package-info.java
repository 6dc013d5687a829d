/**
 * The worker process: polls Temporal, interprets runs and does their work. In: a connection and settings. Out: a
 * worker that can be stopped.
 */
@NullMarked
package dev.weft.worker;

import org.jspecify.annotations.NullMarked;

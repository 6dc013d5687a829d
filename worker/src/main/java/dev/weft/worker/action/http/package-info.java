/**
 * The parts of a request as {@code api_call} has it. In: its parameters. Out: what is sent, the tokens that it takes, and
 * what its answer means.
 */
@NullMarked
package dev.weft.worker.action.http;

import org.jspecify.annotations.NullMarked;

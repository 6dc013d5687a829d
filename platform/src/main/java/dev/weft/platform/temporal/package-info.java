/**
 * The Temporal server of one machine. In: the environment and ports. Out: a binary, and a server with its web UI.
 */
@NullMarked
package dev.weft.platform.temporal;

import org.jspecify.annotations.NullMarked;

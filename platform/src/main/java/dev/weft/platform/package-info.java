/**
 * The servers that Weft stands on, for one machine. In: a home folder, ports, the environment. Out: a real Temporal
 * server and a real PostgreSQL, found or obtained, started, adopted and stopped. Knows no Temporal SDK and no other
 * module.
 */
@NullMarked
package dev.weft.platform;

import org.jspecify.annotations.NullMarked;

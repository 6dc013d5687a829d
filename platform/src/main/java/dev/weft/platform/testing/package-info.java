/**
 * Shared servers for tests of any module. In: nothing. Out: one real Temporal server and one PostgreSQL per JVM.
 */
@NullMarked
package dev.weft.platform.testing;

import org.jspecify.annotations.NullMarked;

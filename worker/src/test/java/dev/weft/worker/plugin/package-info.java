/** Plugins as third parties build them: compiled, packed and loaded by tests. */
@NullMarked
package dev.weft.worker.plugin;

import org.jspecify.annotations.NullMarked;

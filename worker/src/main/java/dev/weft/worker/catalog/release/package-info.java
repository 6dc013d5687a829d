/** Checks over a project's folder before a release. In: its path. Out: findings and the signed-off notes. */
@NullMarked
package dev.weft.worker.catalog.release;

import org.jspecify.annotations.NullMarked;

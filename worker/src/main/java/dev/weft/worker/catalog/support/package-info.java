/** What all handlers share: reading parameters, confined and bounded files, whole pages. In: paths and values of a task. Out: checked ones. */
@NullMarked
package dev.weft.worker.catalog.support;

import org.jspecify.annotations.NullMarked;

/** What the probes of a health sweep tell. In: their answers. Out: a verdict and a report. */
@NullMarked
package dev.weft.worker.catalog.sweep;

import org.jspecify.annotations.NullMarked;

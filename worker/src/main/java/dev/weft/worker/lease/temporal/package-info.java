/** Leases on Temporal. In: signals and updates of runs and of the API. Out: signals to runs. */
@NullMarked
package dev.weft.worker.lease.temporal;

import org.jspecify.annotations.NullMarked;

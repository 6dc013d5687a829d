@NullMarked
package dev.weft.worker.egress.dial;

import org.jspecify.annotations.NullMarked;

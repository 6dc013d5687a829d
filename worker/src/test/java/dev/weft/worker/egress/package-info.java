@NullMarked
package dev.weft.worker.egress;

import org.jspecify.annotations.NullMarked;

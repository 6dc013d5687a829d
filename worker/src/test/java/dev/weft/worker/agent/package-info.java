@NullMarked
package dev.weft.worker.agent;

import org.jspecify.annotations.NullMarked;

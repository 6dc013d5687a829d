@NullMarked
package dev.weft.worker.sandbox;

import org.jspecify.annotations.NullMarked;

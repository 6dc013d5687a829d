@NullMarked
package dev.weft.worker.activity;

import org.jspecify.annotations.NullMarked;

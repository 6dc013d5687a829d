/** A run's state as people and programs see it. In: the state. Out: views, and a table in Markdown. Pure. */
@NullMarked
package dev.weft.worker.interpreter.view;

import org.jspecify.annotations.NullMarked;

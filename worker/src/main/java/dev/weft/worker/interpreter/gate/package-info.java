/** Approval gates. In: a gate's question, decisions and delegates of people, the levels' clocks. Out: voices counted, the next
 * level, reminders, the gate's output; and why a decision is refused. */
@NullMarked
package dev.weft.worker.interpreter.gate;

import org.jspecify.annotations.NullMarked;

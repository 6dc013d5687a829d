/**
 * Secrets, which live only inside an activity. In: names, and texts that refer to them. Out: values for the attempt
 * that needs them, and a redactor that takes them out again of all it says.
 */
@NullMarked
package dev.weft.worker.secret;

import org.jspecify.annotations.NullMarked;

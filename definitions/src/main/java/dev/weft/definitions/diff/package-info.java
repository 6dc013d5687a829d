/**
 * What two definitions differ in. In: two valid definitions. Out: changes of meaning, and what a run of the first would
 * keep under the second; as records, as JSON and as text for a terminal.
 */
@NullMarked
package dev.weft.definitions.diff;

import org.jspecify.annotations.NullMarked;

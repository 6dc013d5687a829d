/** What our workflows have in common on Temporal: changes that histories go by, words to other executions. */
@NullMarked
package dev.weft.worker.workflow;

import org.jspecify.annotations.NullMarked;

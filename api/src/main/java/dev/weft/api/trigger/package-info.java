/**
 * What starts runs by itself. In: the triggers of current revisions, the event log, signed calls of hooks, times from Temporal's
 * schedules. Out: firings, each key of a trigger once, then runs; and alerts where these can't be started.
 */
@NullMarked
package dev.weft.api.trigger;

import org.jspecify.annotations.NullMarked;

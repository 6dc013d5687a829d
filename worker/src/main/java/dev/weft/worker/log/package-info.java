/** What attempts say while they are at work. In: lines, as actions and agents say them. Out: bounded lines without secrets, to the log's sink. */
@NullMarked
package dev.weft.worker.log;

import org.jspecify.annotations.NullMarked;

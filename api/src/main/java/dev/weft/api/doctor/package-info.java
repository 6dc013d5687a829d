/**
 * Whether what is kept in several places agrees: the database, Temporal, the event log, what is counted of it, and the blob store. In:
 * all of these. Out: findings, each with what to do, and those repaired that can be.
 */
@NullMarked
package dev.weft.api.doctor;

import org.jspecify.annotations.NullMarked;

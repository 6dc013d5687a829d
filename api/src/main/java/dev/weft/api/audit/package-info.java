/**
 * The audit trail: who changed or decided what, when, from where, and what became of it. In: every request that may change
 * something, before and after it is served. Out: a chain of hashes in the database, whose end is signed and kept outside of it.
 */
@NullMarked
package dev.weft.api.audit;

import org.jspecify.annotations.NullMarked;

/**
 * PostgreSQL: definitions with their revisions, agents, tokens, idempotency keys. In: records. Out: records, and outcomes as values. The only place with SQL.
 */
@NullMarked
package dev.weft.api.store;

import org.jspecify.annotations.NullMarked;

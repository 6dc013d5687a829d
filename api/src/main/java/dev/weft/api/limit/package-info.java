/**
 * What keeps one caller from taking the server from all others: guessing of tokens, and more requests than are fair. In: an
 * address or a token's id. Out: whether to go on, or how long to wait. Kept in this process alone, and bounded.
 */
@NullMarked
package dev.weft.api.limit;

import org.jspecify.annotations.NullMarked;

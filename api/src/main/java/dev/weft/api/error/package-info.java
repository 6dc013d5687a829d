/**
 * Everything that can go wrong on the way, as application/problem+json (RFC 9457): one exception for expected refusals, and mappers for everybody else's.
 */
@NullMarked
package dev.weft.api.error;

import org.jspecify.annotations.NullMarked;

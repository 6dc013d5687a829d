/**
 * Who calls, and what they may do: bearer tokens, roles, one table of permissions.
 */
@NullMarked
package dev.weft.api.auth;

import org.jspecify.annotations.NullMarked;

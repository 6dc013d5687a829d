/**
 * The REST API of the platform: settings go in, a listening server comes out. Everything below it speaks HTTP at one end, and PostgreSQL or Temporal at the other.
 */
@NullMarked
package dev.weft.api;

import org.jspecify.annotations.NullMarked;

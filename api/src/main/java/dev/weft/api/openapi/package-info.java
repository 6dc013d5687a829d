/**
 * The description of the API, made from its compiled routes and records. In: the classes of routes. Out: {@code openapi.json}.
 */
@NullMarked
package dev.weft.api.openapi;

import org.jspecify.annotations.NullMarked;

/**
 * The routes. In: HTTP requests, authenticated. Out: representations, or exceptions that become problems. No rule lives here.
 */
@NullMarked
package dev.weft.api.resource;

import org.jspecify.annotations.NullMarked;

/**
 * What goes over the wire: one record for each body, in snake case, and the JSON mapper for all of them.
 */
@NullMarked
package dev.weft.api.representation;

import org.jspecify.annotations.NullMarked;

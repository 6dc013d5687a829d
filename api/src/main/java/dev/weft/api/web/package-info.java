/**
 * The page for people: a few static files, the same for everyone. What they show they ask of the API under the token of
 * whoever looks, so nothing here needs one.
 */
@NullMarked
package dev.weft.api.web;

import org.jspecify.annotations.NullMarked;

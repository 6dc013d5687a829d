/**
 * The only place that talks to Temporal. In: run requests, controls, decisions. Out: what a run is about, and failures of the connection as one exception.
 */
@NullMarked
package dev.weft.api.gateway;

import org.jspecify.annotations.NullMarked;

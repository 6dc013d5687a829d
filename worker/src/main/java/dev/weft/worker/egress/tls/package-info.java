/**
 * How https is spoken where the usual way won't do. In: certificates and keys as text. Out: clients that trust and show
 * them.
 */
@NullMarked
package dev.weft.worker.egress.tls;

import org.jspecify.annotations.NullMarked;

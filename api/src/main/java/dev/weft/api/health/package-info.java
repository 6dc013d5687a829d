/**
 * How well the platform is: checks, what each costs of a score of 100, and the probes of orchestrators.
 */
@NullMarked
package dev.weft.api.health;

import org.jspecify.annotations.NullMarked;

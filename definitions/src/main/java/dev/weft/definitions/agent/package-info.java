/**
 * Agents as data, and the SPI of agents written in Java. In: an agent's YAML. Out: what a run pins and an activity
 * calls.
 */
@NullMarked
package dev.weft.definitions.agent;

import org.jspecify.annotations.NullMarked;

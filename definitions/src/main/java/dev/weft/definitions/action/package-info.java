/**
 * The SPI of actions and the specifications of the built-in ones. In: nothing. Out: names, parameter records, schemas, traits.
 */
@NullMarked
package dev.weft.definitions.action;

import org.jspecify.annotations.NullMarked;

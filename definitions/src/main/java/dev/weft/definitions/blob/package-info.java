/**
 * Where large values are kept: the SPI of blob stores, and what makes one safe to use. In: bytes. Out: their key, and by that
 * key the same bytes. The stores that come with the platform are in the worker.
 */
@NullMarked
package dev.weft.definitions.blob;

import org.jspecify.annotations.NullMarked;

/**
 * The REST API as this command line uses it. In: an address and a token. Out: answers as records, refusals as words.
 */
@NullMarked
package dev.weft.cli.client;

import org.jspecify.annotations.NullMarked;

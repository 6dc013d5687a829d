package dev.weft.definitions.parse;

import dev.weft.definitions.source.Node;

/**
 * Something of the language that this release reads and checks, but doesn't carry out.
 *
 * @param node where it stands
 * @param what such as {@code the action "wait"}
 */
record NotCarriedOut(Node node, String what) {}

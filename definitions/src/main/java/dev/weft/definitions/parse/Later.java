package dev.weft.definitions.parse;

import dev.weft.definitions.source.Node;

/**
 * Something of the language that this release reads, but can't carry out.
 *
 * @param node where it stands
 * @param what in words, such as {@code "cache" of a task}
 */
public record Later(Node node, String what) {}

package dev.weft.definitions.source;

/** A value of a document that knows its place. Immutable; a node that is referred to by an alias occurs several times. */
public sealed interface Node permits MapNode, ListNode, ScalarNode {
    /** Where it stands. */
    Span span();

    /** Its JSON pointer from the top of the document, where it is written first. */
    Pointer path();

    /** How many nodes it is made of, itself included, with every alias counted as what it stands for. */
    int size();

    /** What it is, for «but found …», such as {@code the text "abc"} or {@code a list}. */
    String describe();
}

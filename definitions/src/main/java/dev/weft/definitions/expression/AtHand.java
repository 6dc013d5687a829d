package dev.weft.definitions.expression;

/**
 * A list or map where the store of large values is: what it holds is read from there when it is asked for, so that none of it
 * needs to be looked for in advance.
 */
public interface AtHand {}

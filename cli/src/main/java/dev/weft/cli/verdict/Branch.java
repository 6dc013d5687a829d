package dev.weft.cli.verdict;

/**
 * Something that a definition may do.
 *
 * @param task path
 * @param what it does, such as {@code runs} or {@code is rejected}
 * @param taken whether a case has made it do so
 */
public record Branch(String workflow, String task, String what, boolean taken) {}

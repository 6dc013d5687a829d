package dev.weft.api.representation;

import java.util.Map;

/**
 * A delegate was named.
 *
 * @param level that it holds for
 * @param by the approver
 * @param to the delegate
 */
public record DelegatedBody(String run, String task, int level, String by, String to, Map<String, String> links) {}

package dev.weft.api.representation;

import java.util.List;

/** What is wrong with a definition. */
public record ValidationBody(boolean valid, List<ProblemBody> problems) {}

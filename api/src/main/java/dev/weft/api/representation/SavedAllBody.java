package dev.weft.api.representation;

import java.util.List;

/** The definitions of one document, all of them saved, in the order written. */
public record SavedAllBody(List<SavedBody> items) {}

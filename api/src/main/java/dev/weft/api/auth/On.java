package dev.weft.api.auth;

/** What a route is about, for callers whose roles hold for the definitions and runs with some labels alone. */
public enum On {
    /** What is all callers' alike: no labels are asked. */
    ALL,
    /** The platform as a whole: whoever's roles hold for some labels alone may not. */
    PLATFORM,
    /** The definition that the path names as {@code id}. */
    WORKFLOW,
    /** The run that the path names as {@code run}. */
    RUN,
    /** Several, or what a body names: the route itself leaves out, or refuses, what the caller's roles don't hold for. */
    EACH
}

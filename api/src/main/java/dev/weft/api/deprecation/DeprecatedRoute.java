package dev.weft.api.deprecation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A route that is to go: each of its answers says so, and so does the description of the API. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface DeprecatedRoute {
    /** The day from which on it is deprecated, such as {@code 2026-12-01}. */
    String since();

    /** The day from which on it may be gone: {@link DeprecationFeature#LEAST} later at least. */
    String sunset();

    /** Where is said what to use in its place: an address. */
    String instead();
}

package dev.weft.api.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** A field of a request that must be there: it may be {@code null} only for the answer to say which one is missing. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
public @interface Demanded {}

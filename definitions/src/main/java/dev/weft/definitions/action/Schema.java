package dev.weft.definitions.action;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A map that is a JSON Schema. Authors may write {@code true} for the one that every value matches; the action gets an empty
 * map.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Schema {}

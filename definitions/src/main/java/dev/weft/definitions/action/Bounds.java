package dev.weft.definitions.action;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a value that is written out must be beside its type, for the JSON Schema and so for editors. The record refuses in
 * words what is out of bounds; a computed value is known in the run only.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Bounds {
    /** At least something that isn't a blank. */
    String NOT_BLANK = ".*\\S.*";

    /** What all of a text matches, or of a value that is written like text: RE2; empty for anything. */
    String pattern() default "";

    /** What no beginning of such a text matches; empty for nothing. */
    String notFirst() default "";

    /** Least number, or least size of a list or map; a duration of a least above 0 is longer than nothing. */
    long min() default Long.MIN_VALUE;

    /** Largest number. */
    long max() default Long.MAX_VALUE;

    /** Whether it is no map, and no list that holds maps or lists. */
    boolean flat() default false;

    /** Whether a list holds nothing twice. */
    boolean distinct() default false;
}

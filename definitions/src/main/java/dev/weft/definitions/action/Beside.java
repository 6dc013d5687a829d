package dev.weft.definitions.action;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** With which other parameter one makes sense, for the JSON Schema. The record refuses it without, in words. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Beside {
    /** Name of the other, as authors write it. */
    String value();

    /** Words of the other, one of which it must be; empty where any value will do. */
    String[] words() default {};

    /** Whether it must be given beside one of these words. */
    boolean required() default false;
}

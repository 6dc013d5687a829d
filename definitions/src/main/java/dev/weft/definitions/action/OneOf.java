package dev.weft.definitions.action;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Of which parameters of a record one is given, for the JSON Schema. The record refuses another number in words. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(OneOf.All.class)
public @interface OneOf {
    /** Names, as authors write them. */
    String[] value();

    /** Whether none will do, too. */
    boolean optional() default false;

    /** Several such groups. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        /** In the order of the record. */
        OneOf[] value();
    }
}

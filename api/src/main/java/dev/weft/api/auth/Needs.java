package dev.weft.api.auth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a route asks of its caller. A route without it does not start. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
    Permission value();

    /** What a caller whose roles hold for some labels alone is kept from; where nothing is said, from the whole route. */
    On on() default On.PLATFORM;
}

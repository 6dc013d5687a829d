package dev.weft.api.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a route does and answers where all goes well, for {@code openapi.json}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Answers {
    /** One sentence. */
    String value();

    /** The status. */
    int status() default 200;

    /** Another status with the same body, or 304 with none; 0 for none. */
    int also() default 0;

    /** The body where the method gives a response; {@code Object} for any JSON, {@code Void} for what the method gives. */
    Class<?> type() default Void.class;
}

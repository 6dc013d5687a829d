package dev.weft.definitions.action;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a parameter is for: the reference page, the JSON Schema and editor help are made from it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Doc {
    /** One or two sentences, Markdown. */
    String value();

    /** An example, as it stands in YAML; empty for none. */
    String example() default "";
}

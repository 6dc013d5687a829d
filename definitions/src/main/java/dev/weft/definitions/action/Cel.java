package dev.weft.definitions.action;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter that authors write as bare CEL, without <code>${{ }}</code>. Its record component has the type of
 * the expression's value: whoever binds the parameters evaluates it first.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Cel {
    /** Names that it sees beside those of its task, such as {@code event}; where there are some, it is evaluated later. */
    String[] sees() default {};
}

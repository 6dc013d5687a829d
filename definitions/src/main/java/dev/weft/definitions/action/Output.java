package dev.weft.definitions.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an action's output before it is there, so that what reads it can be checked. Immutable. Any output is
 * {@code null} where the task doesn't complete; that isn't part of it.
 */
public sealed interface Output {
    /**
     * Described by a JSON Schema 2020-12.
     *
     * @param schema JSON-like, in a fixed order
     */
    record Schema(Map<String, ? extends @Nullable Object> schema) implements Output {
        public Schema {
            schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
        }
    }

    /**
     * Depends on the parameters.
     *
     * @param function pure; gives no {@code ByParameters} itself
     */
    record ByParameters(Function<WrittenParameters, Output> function) implements Output {}

    /**
     * The value of a parameter, and so of its type.
     *
     * @param pointers JSON pointers below the parameters, such as {@code /value}: it is the value of one of them, or {@code null}
     *     where that isn't written
     */
    record SameAs(List<String> pointers) implements Output {
        public SameAs {
            pointers = List.copyOf(pointers);
        }
    }

    /**
     * A map of just these fields.
     *
     * @param fields in a fixed order
     */
    record Fields(Map<String, Output> fields) implements Output {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** One of several. */
    record OneOf(List<Output> choices) implements Output {
        public OneOf {
            choices = List.copyOf(choices);
        }
    }

    /** What something outside of the action decides. */
    enum Elsewhere implements Output {
        /** The operation of the agent that the task names. */
        OF_AGENT,
        /** The outputs of the definition that the parameter {@code workflow} names. */
        OF_WORKFLOW,
        /** Nothing is known: of actions that don't say. */
        UNKNOWN
    }

    /** As far as the parameters decide: never {@link ByParameters}. */
    default Output given(WrittenParameters parameters) {
        return this instanceof ByParameters by ? by.function().apply(parameters) : this;
    }
}

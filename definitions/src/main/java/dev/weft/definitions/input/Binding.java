package dev.weft.definitions.input;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of binding inputs. */
public sealed interface Binding {
    /**
     * All is well.
     *
     * @param values of all inputs, defaults filled in, in the order declared
     */
    record Bound(Map<String, @Nullable Object> values) implements Binding {
        public Bound {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * A run can't be started with these.
     *
     * @param failures at least one, in the order of the inputs
     */
    record Refused(List<InputFailure> failures) implements Binding {
        public Refused {
            failures = List.copyOf(failures);
        }
    }
}

package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Maybe;
import dev.weft.definitions.expression.value.Members;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** <code>{a: b, ?c: d}</code>. */
record MapOf(List<Entry> entries) implements Node {
    /** @param optional whether it is left out where its value is none */
    record Entry(Node key, Node value, boolean optional) {}

    @Override
    public Map<Object, @Nullable Object> evaluate(Evaluation evaluation) throws Failure {
        evaluation.budget.spend(1L + entries.size());
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Object key = Members.key(entry.key().evaluate(evaluation));
            Object value = entry.value().evaluate(evaluation);
            if (entry.optional()) {
                Maybe maybe = ListOf.optional(value);
                if (!maybe.present()) {
                    continue;
                }
                value = maybe.value();
            }
            if (map.containsKey(key)) {
                throw new Failure("Expected each key once, but found «" + key + "» again");
            }
            map.put(key, value);
        }
        return map;
    }
}

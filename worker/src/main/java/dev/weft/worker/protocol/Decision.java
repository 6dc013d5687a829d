package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's decision on an approval gate: the argument of update {@code decide}.
 *
 * @param task path of the gate
 * @param decision {@code approve}, {@code reject} or {@code request_changes}
 * @param by identity of the person, without {@code user:}
 * @param roles roles and groups of the person, as the API knows them; {@code null} where unknown
 * @param comment for the record
 * @param level that is meant, from 1; {@code null} for the one asked now
 * @param inputs the gate's fields, filled in
 * @param proof that it came through the API; {@code null} where it didn't
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decision(
        String task,
        String decision,
        String by,
        @Nullable List<String> roles,
        @Nullable String comment,
        @Nullable Integer level,
        @Nullable Map<String, @Nullable Object> inputs,
        @Nullable Proof proof) {
    /** Characters of a comment at most: decisions travel in the run's history and outputs. */
    public static final int MAX_COMMENT = 4_000;

    /** The same, of a gate at another path. */
    public Decision at(String path) {
        return new Decision(path, decision, by, roles, comment, level, inputs, proof);
    }

    /** The same, proved. */
    public Decision with(Proof other) {
        return new Decision(task, decision, by, roles, comment, level, inputs, other);
    }
}

package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approver names somebody who may decide in their place, at the level that is asked: the argument of update
 * {@code delegate}.
 *
 * @param task path of the gate
 * @param by identity of the approver, without {@code user:}
 * @param to identity of the delegate, without {@code user:}
 * @param roles roles and groups of the approver, as the API knows them; {@code null} where unknown
 * @param level that is meant, from 1; {@code null} for the one asked now
 * @param proof that it came through the API; {@code null} where it didn't
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Delegation(
        String task,
        String by,
        String to,
        @Nullable List<String> roles,
        @Nullable Integer level,
        @Nullable Proof proof) {
    /** The same, of a gate at another path. */
    public Delegation at(String path) {
        return new Delegation(path, by, to, roles, level, proof);
    }

    /** The same, proved. */
    public Delegation with(Proof other) {
        return new Delegation(task, by, to, roles, level, other);
    }
}

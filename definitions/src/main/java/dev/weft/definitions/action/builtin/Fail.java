package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.Trait;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fails.
 *
 * @param code error code of the task; {@code null} for {@code failed}
 * @param message why
 */
@Doc("Fails the task.")
public record Fail(
        @Doc(value = "Error code of the task; default `failed`.", example = "quota_exceeded")
        @Nullable @Bounds(pattern = CODE)
        String code,

        @Doc(value = "Why.", example = "\"Expected at most 5 articles, but found ${{ size(inputs.articles) }}\"")
        String message) {
    public static final ActionSpec<Fail> SPEC = new ActionSpec<>(
            "fail", "Fails the task.", Fail.class, Trait.PURE, new Output.Schema(Map.of("type", "null")));

    private static final String CODE = "[A-Za-z0-9_.:-]{1,200}";

    public Fail {
        Misfits misfits = new Misfits();
        Check.notBlank(misfits, "code", code, "an error code");
        if (code != null && !code.isBlank() && !code.matches(CODE)) {
            misfits.value(
                    "/code",
                    "Expected an error code such as quota_exceeded for \"code\", but found \"" + code + '"',
                    "A code is of letters, digits, _ . : and -, at most 200 characters; say the rest in message.");
        }
        misfits.refuse();
    }
}

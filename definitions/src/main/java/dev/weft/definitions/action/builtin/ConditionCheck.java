package dev.weft.definitions.action.builtin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Beside;
import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.action.Cel;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.action.OneOf;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.Required;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.action.WrittenParameters;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tests a condition, or chooses among cases.
 *
 * @param condition its value
 * @param failIfFalse whether a false condition fails the task; {@code null} for no
 * @param cases the first that holds gives the value
 * @param otherwise the value where none holds
 */
@Doc("Tests a condition (output: `result`), or chooses the value of the first case that holds (output: `value`).")
@OneOf({"condition", "cases"})
public record ConditionCheck(
        @Cel @Doc(value = "Bare CEL, true or false.", example = "inputs.amount > 100") @Nullable Boolean condition,

        @Beside("condition") @Doc("`true`: a false condition fails the task with code `condition_false`.") @Nullable Boolean failIfFalse,

        @Doc(
                value = "The first whose `when` holds gives the value.",
                example = "[{when: inputs.amount > 100, value: large}]")
        @Nullable @Bounds(min = 1)
        List<Case> cases,

        @Beside("cases")
        @JsonProperty("else")
        @Doc(value = "The value where no case holds; default `null`.", example = "small")
        @Nullable Object otherwise) {
    public static final ActionSpec<ConditionCheck> SPEC = new ActionSpec<>(
            "condition_check",
            "Tests a condition, or chooses among cases.",
            ConditionCheck.class,
            Trait.PURE,
            new Output.ByParameters(ConditionCheck::output));

    public ConditionCheck {
        Misfits misfits = new Misfits();
        if ((condition == null) == (cases == null)) {
            misfits.together(
                    "",
                    "Expected either \"condition\" or \"cases\", but found " + (condition == null ? "neither" : "both"),
                    condition == null
                            ? "Write, for example, condition: inputs.amount > 100."
                            : "Keep condition to test one thing, or cases to choose a value.");
        }
        if (cases != null && condition == null && failIfFalse != null) {
            misfits.together(
                    "/fail_if_false",
                    "Expected \"fail_if_false\" beside \"condition\" only, but found it beside \"cases\"",
                    "Remove it; an action fail with a when can follow the task.");
        }
        if (cases == null && condition != null && otherwise != null) {
            misfits.together(
                    "/else",
                    "Expected \"else\" beside \"cases\" only, but found it beside \"condition\"",
                    "Write cases: [{when: …, value: …}] in the place of condition, or remove else.");
        }
        if (cases != null && cases.isEmpty()) {
            misfits.value(
                    "/cases",
                    "Expected at least one case, but found none",
                    "Write, for example, cases: [{when: inputs.amount > 100, value: large}].");
        }
        misfits.refuse();
        cases = cases == null ? null : List.copyOf(cases);
    }

    private static Output output(WrittenParameters given) {
        Output result = Outputs.map("result", Outputs.BOOLEAN);
        if (given.unknown()) {
            Output value = new Output.Fields(Map.of("value", Output.Elsewhere.UNKNOWN));
            return new Output.OneOf(List.of(result, value));
        }
        if (given.given("condition")) {
            return result;
        }
        List<String> values = Stream.concat(
                        IntStream.range(0, given.items("cases").size()).mapToObj("/cases/%d/value"::formatted),
                        Stream.of("/else"))
                .toList();
        return new Output.Fields(Map.of("value", new Output.SameAs(values)));
    }

    /**
     * A value and when it is chosen.
     *
     * @param when its value
     */
    public record Case(
            @Cel @Doc(value = "Bare CEL, true or false.", example = "inputs.amount > 100")
            Boolean when,

            @Required @Doc(value = "The value that is chosen.", example = "large") @Nullable Object value) {}
}

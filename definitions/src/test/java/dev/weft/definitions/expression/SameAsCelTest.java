package dev.weft.definitions.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelValidationException;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the language doesn't differ from CEL, CEL's own evaluator is asked for a second opinion. */
class SameAsCelTest {
    private static final int ROUNDS = Integer.getInteger("expression.rounds", 2_000);
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().build();

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, false", "4, false"})
    void shouldEvaluateLikeCel(long seed, boolean integers) throws Exception {
        Random dice = new Random(seed);
        RandomCel random = new RandomCel(dice);
        int values = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = dice.nextBoolean() ? random.number(4, integers) : random.truth(4, integers);
            Object theirs = cel(text);
            Object ours = weft(text);
            values += theirs == null ? 0 : 1;
            assertThat(ours).as(text).isEqualTo(theirs);
        }
        assertThat(values).isGreaterThan(ROUNDS / 2);
    }

    private static @Nullable Object cel(String text) throws CelValidationException {
        try {
            Object value =
                    RUNTIME.createProgram(COMPILER.compile(text).getAst()).eval();
            return value instanceof Double number && !Double.isFinite(number) ? null : value;
        } catch (CelEvaluationException e) {
            return null;
        }
    }

    private static @Nullable Object weft(String text) {
        try {
            return new Expression(text).evaluate(name -> null);
        } catch (EvaluationException e) {
            return null;
        }
    }
}

package dev.weft.definitions.expression.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.Simple;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hint says to write is right, put in the place of what it is said of. */
final class CuresTest {
    private static final Type INPUTS = Type.Fields.closed(Map.of(
            "n",
            Simple.INTEGER,
            "s",
            Simple.STRING,
            "flag",
            Simple.BOOLEAN,
            "l",
            new ListOf(Simple.INTEGER),
            "m",
            new MapOf(Simple.INTEGER)));
    private static final Names NAMES = Names.NONE
            .with("inputs", INPUTS)
            .with("now", Simple.TIMESTAMP)
            .with("run", ScopeTypes.run())
            .with(
                    "tasks",
                    ScopeTypes.tasks(
                            Map.of("a", ScopeTypes.task(Simple.ANY, Simple.STRING, ScopeTypes.TASK_END)), Map.of()));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "contains(inputs.s, 'b')                 ; contains(inputs.s, 'b')        ; inputs.s.contains('b')",
                "startsWith(inputs.s, 'b') && true       ; startsWith(inputs.s, 'b')      ; inputs.s.startsWith('b')",
                "inputs.s.startswith('b')                ; inputs.s.startswith('b')       ; inputs.s.startsWith('b')",
                "1 + indexOf(inputs.s, ',)') > 2         ; indexOf(inputs.s, ',)')        ; inputs.s.indexOf(',)')",
                "len(inputs.s) > 1                       ; len(inputs.s)                  ; size(inputs.s)",
                "inputs.l.length() > 1                   ; inputs.l.length()              ; size(inputs.l)",
                "inputs.l.length > 1                     ; inputs.l.length                ; size(inputs.l)",
                "inputs.s.size > 1                       ; inputs.s.size                  ; size(inputs.s)",
                "upper(inputs.s) == 'X'                  ; upper(inputs.s)                ; inputs.s.upperAscii()",
                "size(trim(inputs.s)) > 1                ; trim(inputs.s)                 ; inputs.s.trim()",
                "default(inputs.s, 'y') == 'y'           ; default(inputs.s, 'y')         ; inputs.?s.orValue('y')",
                "inputs.s | lower == 'x'                 ; inputs.s | lower               ; inputs.s.lowerAscii()",
                "inputs.s | default('x') == 'x'          ; inputs.s | default('x')        ; inputs.?s.orValue('x')",
                "inputs.flag | inputs.flag               ; |                              ; ||",
                "inputs.n > 1 & inputs.flag              ; &                              ; &&",
                "inputs.n > 1 and inputs.flag            ; and                            ; &&",
                "inputs.n > 1 or inputs.flag             ; or                             ; ||",
                "inputs.n = 1                            ; =                              ; ==",
                "inputs.n is null                        ; is                             ; ==",
                "inputs.n is not null                    ; is not                         ; !=",
                "inputs.n gt 1                           ; gt                             ; >",
                "inputs.n <> 1                           ; <>                             ; !=",
                "inputs.s ~ 'x' == 'ax'                  ; ~                              ; +",
                "inputs['s'] . 'x' == 'ax'               ; .                              ; +",
                "now - run.started_at > 5m               ; 5m                             ; duration('5m')",
                "now - run.started_at > 2d               ; 2d                             ; duration('48h')",
                "steps.a.outputs.x == 1                  ; steps.a.outputs                ; tasks.a.output",
                "needs['a'].result == 'COMPLETED'        ; needs['a'].result              ; tasks.a.status",
                "context.n == 1                          ; context.n                      ; inputs.n",
                "env.n == 1                              ; env.n                          ; inputs.n",
                "isEmpty(inputs.l)                       ; isEmpty(inputs.l)              ; size(inputs.l) == 0",
                "ternary(inputs.flag, 1, 2)              ; ternary(inputs.flag, 1, 2)     ; inputs.flag ? 1 : 2",
                "inputs.l.push(1) == [1]                 ; inputs.l.push(1)               ; inputs.l + [1]",
                "keys(inputs.m) == ['a']                 ; keys(inputs.m)                 ; inputs.m.map(key, key)",
                "inputs.m.values() == [1]                ; inputs.m.values()              ; inputs.m.map(key, inputs.m[key])",
                "avg(inputs.l) > 1                       ; avg(inputs.l)                  ; sum(inputs.l) / size(inputs.l)",
                "max(inputs.n, 2) > 1                    ; max(inputs.n, 2)               ; math.greatest(inputs.n, 2)"
            })
    void shouldBeRightWhereItIsSaid(String text, String wrong, String cure) {
        // when
        List<Flaw> flaws = ExpressionChecker.check(text, NAMES).flaws();
        Checked mended = ExpressionChecker.check(text.replace(wrong, cure), NAMES);

        // then
        assertThat(flaws).extracting(Flaw::hint).contains("Write " + cure);
        assertThat(mended.flaws()).isEmpty();
    }
}

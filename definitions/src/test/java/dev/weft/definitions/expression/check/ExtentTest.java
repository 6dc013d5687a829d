package dev.weft.definitions.expression.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.OptionalOf;
import dev.weft.definitions.expression.check.Type.Simple;
import dev.weft.definitions.expression.check.Type.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExtentTest {
    static Stream<UnaryOperator<Type>> growths() {
        return Stream.of(
                ListOf::new,
                MapOf::new,
                OptionalOf::new,
                type -> Fields.closed(Map.of("a", type)),
                type -> Fields.closed(Map.of("a", type, "b", type)),
                type -> Types.join(new ListOf(type), new ListOf(Fields.closed(Map.of("a", type)))));
    }

    @ParameterizedTest
    @MethodSource("growths")
    void shouldKeepTypesSmallHoweverOftenTheyGrow(UnaryOperator<Type> growth) {
        // given
        Type type = Simple.TIMESTAMP;

        for (int i = 0; i < 10_000; i++) {
            // when
            type = growth.apply(type);

            // then
            assertThat(depth(type)).isLessThanOrEqualTo(Extent.DEEPEST);
            assertThat(nodes(type)).isLessThanOrEqualTo(Extent.MOST);
        }
    }

    @Test
    void shouldKnowHowLargeATypeIs() {
        // given
        Type type = Fields.closed(Map.of("a", new ListOf(Words.closed("x", "y")), "b", Simple.BYTES));

        // when
        Extent extent = Extent.of(type);

        // then
        assertThat(extent).isEqualTo(new Extent(3, 5, false));
        assertThat(extent.nodes()).isEqualTo(nodes(type));
    }

    @Test
    void shouldKeepAllNamesAndTheFirstPartsForWhichThereIsRoom() {
        // given
        Map<String, Type> half = new LinkedHashMap<>();
        for (int i = 0; i < 499; i++) {
            half.put("f" + i, Simple.INTEGER);
        }
        Type part = Fields.closed(half);

        // when
        Map<String, Type> parts = new LinkedHashMap<>();
        parts.put("first", part);
        parts.put("second", part);
        parts.put("third", new ListOf(Simple.STRING));
        Fields fields = Fields.closed(parts);

        // then
        assertThat(fields.fields())
                .containsExactly(
                        Map.entry("first", part),
                        Map.entry("second", Simple.ANY),
                        Map.entry("third", new ListOf(Simple.STRING)));
    }

    @Test
    void shouldKnowAllNamesOfAWideMapButNotWithinAnotherValue() {
        // given
        Map<String, Type> wide = new LinkedHashMap<>();
        for (int i = 0; i < 5_000; i++) {
            wide.put("f" + i, Simple.INTEGER);
        }

        // when
        Type type = Fields.closed(wide);

        // then
        assertThat(type)
                .isInstanceOfSatisfying(
                        Fields.class, fields -> assertThat(fields.fields()).isEqualTo(wide));
        assertThat(new ListOf(type)).isEqualTo(new ListOf(Simple.ANY));
        assertThat(Types.join(type, Fields.closed(Map.of("f1", Simple.INTEGER))))
                .isEqualTo(new MapOf(Simple.ANY));
    }

    @Test
    void shouldShareWhatAJoinDoesNotChange() {
        // given
        Type one = Fields.closed(Map.of("a", Simple.NUMBER));
        Type other = Fields.closed(Map.of("a", Simple.INTEGER));

        // when
        Type joined = Types.join(one, other);

        // then
        assertThat(joined).isSameAs(one);
    }

    private static int depth(Type type) {
        return 1 + parts(type).mapToInt(ExtentTest::depth).max().orElse(0);
    }

    private static int nodes(Type type) {
        int words = type instanceof Words some ? some.values().size() : 1;
        return words + parts(type).mapToInt(ExtentTest::nodes).sum();
    }

    private static Stream<Type> parts(Type type) {
        return switch (type) {
            case Simple ignored -> Stream.of();
            case Words ignored -> Stream.of();
            case ListOf list -> Stream.of(list.item());
            case MapOf map -> Stream.of(map.value());
            case OptionalOf optional -> Stream.of(optional.value());
            case Fields fields -> fields.fields().values().stream();
            case Type.OneOf oneOf -> oneOf.members().stream();
        };
    }
}

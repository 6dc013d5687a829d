package dev.weft.definitions.action.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.action.shape.ShapeReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInActionsTest {
    static Stream<ActionSpec<?>> specs() {
        return BuiltInActions.SPECS.stream();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void shouldDocumentEachActionAndParameter(ActionSpec<?> spec) {
        assertThat(spec.name()).matches("[a-z][a-z0-9_]*");
        assertThat(spec.summary()).endsWith(".");
        assertThat(spec.parameters().isAnnotationPresent(Doc.class)).isTrue();
        shouldDocument(ShapeReader.of(spec.parameters()));
    }

    private static void shouldDocument(Shape shape) {
        switch (shape) {
            case Shape.Fields fields -> {
                assertThat(fields.fields())
                        .allSatisfy(field -> assertThat(field.doc()).endsWith("."));
                fields.fields().forEach(field -> shouldDocument(field.shape()));
            }
            case Shape.Items items -> shouldDocument(items.item());
            case Shape.Entries entries -> shouldDocument(entries.value());
            case Shape.Choice choice -> assertThat(choice.names()).isNotEmpty();
            case Shape.Scalar scalar -> assertThat(scalar.describe()).isNotEmpty();
        }
    }

    @Test
    void shouldKnowWhatThereIsAndCarryItOut() {
        assertThat(BuiltInActions.registry().names())
                .allSatisfy(name -> assertThat(BuiltInActions.registry().find(name))
                        .hasValueSatisfying(action -> assertThat(action.later()).isFalse()));
        assertThat(BuiltInActions.registry().find("dance")).isEmpty();
        assertThat(BuiltInActions.registry().find("wait")).contains(Wait.SPEC);
        assertThat(BuiltInActions.registry().find("transform")).contains(Transform.SPEC);
    }

    @Test
    void shouldRefuseASecondActionOfOneName() {
        assertThatThrownBy(() -> BuiltInActions.registry().with(List.of(Fail.SPEC)))
                .hasMessageContaining("Expected one action named 'fail', but found two");
    }
}

package dev.weft.definitions.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Surroundings;
import dev.weft.definitions.lower.FrontEnd;
import dev.weft.definitions.lower.Lowered;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrontEndsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3.0.0|{version: '3.0.0', id: a, tasks: {}}",
                "3.0.0|{version: '3.0.0', type: parallel, tasks: {}}",
                "3.0.0|{version: '3.0.0', tasks: {a: {task_type: x}}}",
                "3.0.0|{id: a, tasks: {a: {action: wait}}}",
                "3.0.0|{name: a}",
                "3.0.0|[1, 2]",
                "2.0.0|{version: '2.0.0', name: a, tasks: {}}",
                "1.0.0|{version: '1.0.0', name: a, tasks: []}",
                "steps|{workflows: {a: {steps: []}}}",
                "factories|{steps: []}",
                "factories|{factories: [a], parallel: true}",
                "dag|{workflow_id: a}",
                "dag|{name: a, max_concurrent: 2, tasks: {}}",
                "dag|{name: a, tasks: {a: {task_type: x}}}",
                "builder|{name: a, type: sequential}",
                "builder|{name: a, tasks: [{name: a, task: x}]}",
                "builder|{name: a, tasks: {a: {task: x}}}",
                "builder|{name: a, on: {e: a}}",
            })
    void shouldTellByItsShapeWhatADocumentIs(String from, String text) {
        assertThat(lower(text, collector(text))).extracting(Lowered::from).containsExactly(from);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WEFT-1112|{version: '3.0.0', steps: []}",
                "WEFT-1112|{workflows: {}, steps: []}",
                "WEFT-1112|{name: a, type: batch, factories: []}",
                "WEFT-1113|{nodes: [], edges: []}",
                "WEFT-1113|{name: a, jobs: {}}",
            })
    void shouldSayWhenSeveralFitOrNone(String code, String text) {
        ProblemCollector problems = collector(text);

        assertThat(lower(text, problems)).isEmpty();
        assertThat(problems.sorted()).extracting("code").containsExactly(code);
    }

    @Test
    void shouldNameAllThatItLooksForWhereNoneFits() {
        String text = "nodes: []";
        ProblemCollector problems = collector(text);

        lower(text, problems);

        assertThat(problems.sorted().getFirst().hint())
                .contains(FrontEnds.ALL.stream().map(FrontEnd::recognisedBy).toList());
    }

    private static List<Lowered> lower(String text, ProblemCollector problems) {
        Node node = Objects.requireNonNull(NodeReader.read(collector(text)));
        return FrontEnds.lower(node, problems, Surroundings.UNKNOWN.actions());
    }

    private static ProblemCollector collector(String text) {
        return new ProblemCollector(new SourceText("case.yaml", text));
    }
}

package dev.weft.definitions.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
            inputs.a + inputs.b                             | inputs        | -   | -                 | false
            .inputs.a                                       | inputs        | -   | -                 | false
            tasks.a.output.x == 1                           | tasks         | a   | a.output.x        | false
            tasks['a'].output[0].x                          | tasks         | a   | a.output          | false
            tasks['a'].output['x'].y                        | tasks         | a   | a.output.x.y      | false
            tasks.?a.output                                 | tasks         | a   | a.output          | false
            tasks[?'a'].?output                             | tasks         | a   | a.output          | false
            .tasks.a.status                                 | tasks         | a   | a.status          | false
            tasks.a.output[inputs.key]                      | tasks,inputs  | a   | a.output          | false
            tasks.a.output[tasks.b.output]                  | tasks         | a,b | a.output,b.output | false
            tasks[inputs.name].output                       | tasks,inputs  | -   | -                 | true
            size(tasks)                                     | tasks         | -   | -                 | true
            [tasks.a.status, inputs.b]                      | tasks,inputs  | a   | a.status          | false
            {run.id: tasks.a.output}                        | run,tasks     | a   | a.output          | false
            {'x': inputs.b}                                 | inputs        | -   | -                 | false
            inputs.list.map(x, x.y)                         | inputs        | -   | -                 | false
            inputs.list.map(x, tasks.a.output + x)          | inputs,tasks  | a   | a.output          | false
            inputs.list.filter(tasks, tasks.a.status == '') | inputs        | -   | -                 | false
            inputs.list.all(x, x == item)                   | inputs,item   | -   | -                 | false
            inputs.list.map(x, x + 1) + x                   | inputs,x      | -   | -                 | false
            inputs.a.map(x, inputs.b.map(x, x)) + [x]       | inputs,x      | -   | -                 | false
            inputs.a.exists(x, inputs.b.map(x, x) == x)     | inputs        | -   | -                 | false
            inputs.a.transformList(i, v, i + v)             | inputs        | -   | -                 | false
            math.greatest(inputs.a, 1)                      | inputs        | -   | -                 | false
            inputs.text.replace(run.id, item)               | inputs,run,item | - | -                 | false
            has(tasks.a.output.x) ? 1 : 2                   | tasks         | a   | a.output.x        | false
            inputs.a.                                       | -             | -   | -                 | false
            """)
    void shouldNameWhatAnExpressionRefersTo(String text, String roots, String tasks, String paths, boolean allTasks) {
        References references = new Expression(text).references();

        assertThat(references.roots()).containsExactlyElementsOf(list(roots));
        assertThat(references.tasks()).containsExactlyElementsOf(list(tasks));
        assertThat(references.paths().stream().map(path -> String.join(".", path)))
                .containsExactlyElementsOf(list(paths));
        assertThat(references.allTasks()).isEqualTo(allTasks);
    }

    private static List<String> list(String text) {
        return text == null ? List.of() : List.of(text.split(","));
    }
}

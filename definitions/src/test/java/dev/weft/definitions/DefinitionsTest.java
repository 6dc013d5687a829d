package dev.weft.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.model.Definition;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class DefinitionsTest {
    private static final String ARTICLE = """
            version: "3.0.0"
            id: publish-article
            name: Publish an article
            labels: {team: content}
            inputs:
              source: {type: string, minLength: 1, description: "Path or URL, not ${{ }}"}
              drafts: {type: integer, minimum: 1, maximum: 10, default: 3}
            policy: {mode: parallel, max_concurrent: 8, timeout: 7d, priority: 2}
            requires: [outliner]
            defaults:
              timeout: 5m
              retry: {max_attempts: 4, delay: 1s, backoff: 2, max_delay: 1m, jitter: 0.2, non_retryable: [invalid_parameters]}
            tasks:
              fetch:
                action: file_operation
                parameters: {operation: read, path: "${{ inputs.source }}"}
              outline:
                needs: [fetch]
                action: agent_task
                agent: outliner
                retry: {max_attempts: 2}
                parameters: {text: "${{ tasks.fetch.output.content }}", literal: "$${{ kept }}", list: [1, 2.5, null, true]}
              choose:
                needs: [fetch]
                action: condition_check
                parameters:
                  cases:
                    - {when: inputs.drafts > 3, value: many}
                    - {when: inputs.drafts > 1, value: "${{ inputs.drafts }}"}
                  else: few
              review:
                needs: [outline, choose]
                action: approval_gate
                parameters:
                  title: "Publish ${{ inputs.source }}?"
                  levels:
                    - {approvers: ["role:editor"], quorum: 2, timeout: 24h, on_timeout: escalate}
                    - {approvers: ["user:chief"], timeout: 48h, on_timeout: reject}
              publish:
                needs: [review]
                when: tasks.review.output.decision == 'approved'
                action: file_operation
                timeout: ${{ string(inputs.drafts) + 'm' }}
                parameters: {operation: write, path: "out/${{ run.id }}.md", content: "${{ tasks.outline.output }}"}
              cleanup:
                needs: all
                join: always
                action: api_call
                on_failure: skip
                parameters: {url: "https://example.com", auth: {bearer: "${{ secrets.TOKEN }}"}}
            outputs:
              path: ${{ tasks.publish.output.path }}
            """;

    @Test
    void shouldReadCompileAndKeepADefinition() {
        // given
        Reading reading = Definitions.read(new SourceText("article.yaml", ARTICLE), Surroundings.UNKNOWN);
        assertThat(new ProblemPrinter(false).print(reading.problems())).isEmpty();
        Definition definition = Objects.requireNonNull(reading.definition());

        // when
        String canonical = Definitions.canonical(definition);
        Plan plan = Definitions.compile(canonical);

        // then
        assertThat(plan.definition()).isEqualTo(definition);
        assertThat(Definitions.canonical(plan.definition())).isEqualTo(canonical);
        assertThat(plan.digest()).isEqualTo(Definitions.digest(canonical)).hasSize(64);
        assertThat(plan.tasks())
                .extracting(PlannedTask::path)
                .containsExactly("fetch", "outline", "choose", "review", "publish", "cleanup");
        assertThat(plan.tasks()).extracting(PlannedTask::level).containsExactly(0, 1, 1, 2, 3, 4);
    }

    @Test
    void shouldReadEachDefinitionOfAFile() {
        // given
        String text = """
                workflows:
                  good: {steps: [{id: a, agent: A}]}
                  bad: {steps: [{id: a, agent: A, depends_on: [b]}]}
                """;

        // when
        List<Reading> readings = Definitions.readAll(new SourceText("jobs.yaml", text), Surroundings.UNKNOWN);

        // then
        assertThat(readings).extracting(Reading::from).containsExactly("steps", "steps");
        assertThat(Objects.requireNonNull(readings.getFirst().definition()).id())
                .isEqualTo("good");
        assertThat(readings.getFirst().migrated()).containsExactly("each step is a task with the action agent_task");
        assertThat(readings.getFirst().problems()).isEmpty();
        assertThat(readings.getLast().definition()).isNull();
        assertThat(readings.getLast().problems()).extracting("code").containsExactly("WEFT-1201");
    }

    @Test
    void shouldGiveOneReadingWhereTheWholeFileIsWrong() {
        // given
        String text = "{workflows: {a: {steps: [{id: a, agent: A, x: 1}]}, b: {steps: [{id: a}]}}, workflow: 1}";

        // when
        List<Reading> readings = Definitions.readAll(new SourceText("jobs.yaml", text), Surroundings.UNKNOWN);

        // then
        assertThat(readings).hasSize(1);
        assertThat(readings.getFirst().definition()).isNull();
        assertThat(readings.getFirst().problems())
                .extracting("code")
                .containsExactly("WEFT-1103", "WEFT-1104", "WEFT-1103");
    }

    @Test
    void shouldSayThatAFileHoldsSeveralDefinitionsWhereOneIsWanted() {
        // given
        String text = "{workflows: {a: {steps: [{id: a, agent: A}]}, b: {steps: [{id: a, agent: A}]}}}";

        // when
        Reading reading = Definitions.read(new SourceText("jobs.yaml", text), Surroundings.UNKNOWN);

        // then
        assertThat(reading.definition()).isNull();
        assertThat(reading.problems()).extracting("code").containsExactly("WEFT-1114");
    }

    @Test
    void shouldFindACircleOverDefinitionsThatStandBesideOneAnother() {
        // given
        SourceText first = starting("first", "second");
        SourceText second = starting("second", "first");
        Definition other = Objects.requireNonNull(
                Definitions.read(second, Surroundings.UNKNOWN).definition());

        // when
        Surroundings surroundings = Surroundings.UNKNOWN.beside(Map.of("second", other));
        Reading circle = Definitions.read(first, surroundings);
        Reading elsewhere = Definitions.read(starting("first", "third"), surroundings);

        // then
        assertThat(circle.problems()).extracting("code").containsExactly("WEFT-1212");
        assertThat(elsewhere.problems()).isEmpty();
    }

    private static SourceText starting(String id, String other) {
        String text = "{version: 3.0.0, id: %s, tasks: {go: {action: workflow_trigger, parameters: {workflow: %s}}}}";
        return new SourceText(id + ".yaml", text.formatted(id, other));
    }

    @Test
    void shouldReadItsOwnCanonicalDocumentAsAnAuthorsText() {
        // given
        Definition definition =
                Objects.requireNonNull(Definitions.read(new SourceText("article.yaml", ARTICLE), Surroundings.UNKNOWN)
                        .definition());

        // when
        Reading again = Definitions.read(
                new SourceText("article.json", Definitions.canonical(definition)), Surroundings.UNKNOWN);

        // then
        assertThat(again.problems()).isEmpty();
        assertThat(again.definition()).isEqualTo(definition);
    }
}

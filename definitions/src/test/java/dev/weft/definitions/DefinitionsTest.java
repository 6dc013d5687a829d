package dev.weft.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.model.Definition;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.SourceText;
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

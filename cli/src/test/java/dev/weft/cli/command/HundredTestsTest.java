package dev.weft.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import picocli.CommandLine;

/** How long a hundred cases take, among them approvals of ninety days. It prints the figure of {@code docs/testing.md}. */
@ResourceLock("virtual time")
class HundredTestsTest {
    /** Fifteen seconds on two cores of its own; other tests take some of them. */
    private static final Duration MOST = Duration.ofSeconds(Long.getLong("hundred.seconds", 120));

    private static final String DEFINITION = """
            version: "3.0.0"
            id: chain
            tasks:
              draft: {action: agent_task, agent: writer, retry: {max_attempts: 3, delay: 1h}}
              legal:
                needs: [draft]
                action: approval_gate
                parameters: {title: Legal?, approvers: ["role:legal"], timeout: 30d, on_timeout: reject, channels: [api]}
              board:
                needs: [legal]
                when: tasks.legal.output.decision == 'approved'
                action: approval_gate
                parameters:
                  title: Board?
                  remind_every: 10d
                  levels:
                    - {approvers: ["user:chair"], timeout: 30d, on_timeout: escalate}
                    - {approvers: ["user:vice"], timeout: 60d, on_timeout: reject, stand_in: true}
              publish:
                needs: [board]
                when: tasks.board.output.decision == 'approved'
                action: agent_task
                agent: publisher
            outputs: {published: "${{ tasks.publish.status == 'COMPLETED' }}"}
            """;

    private static final String CASES = """
              - name: %1$d, ninety days of approvals
                mocks: {draft: {output: {}, takes: 1d}}
                decisions:
                  - {task: legal, decision: approve, by: lee, roles: [legal], after: 29d}
                  - {task: board, decision: approve, by: vice, level: 2, after: 30d}
                expect: {outputs: {published: true}, takes: {at_least: 90d, at_most: 90d1h}}
              - name: %1$d, nobody decides
                expect: {outputs: {published: false}, takes: {at_least: 30d, at_most: 30d1h}}
              - name: %1$d, it is rejected
                decisions: [{task: legal, decision: reject, by: lee, roles: [legal], after: 2d}]
                expect: {outputs: {published: false}, tasks: {board: SKIPPED}}
              - name: %1$d, the draft fails
                mocks: {draft: {fails: busy}}
                expect: {status: FAILED, error: busy, calls: {draft: 3}}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldRunAHundredCasesInSeconds() throws IOException {
        StringBuilder tests = new StringBuilder(
                "definition: chain.yaml\ndefaults: {mocks: {draft: {output: {}}, publish: {output: {}}}}\ntests:\n");
        for (int i = 1; i <= 25; i++) {
            tests.append(CASES.formatted(i));
        }
        Files.writeString(folder.resolve("chain.yaml"), DEFINITION);
        Files.writeString(folder.resolve("chain.test.yaml"), tests);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long began = System.nanoTime();

        int exit = new CommandLine(new TestCommand(new PrintStream(bytes, true, StandardCharsets.UTF_8)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(folder.toString());

        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.printf("100 cases, 25 of them of 90 days: %.1f s%n", took.toMillis() / 1000.0);
        assertThat(exit).as(bytes.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(took).isLessThan(MOST);
    }
}

package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.worker.InMemory;
import dev.weft.worker.interpreter.SignedBy;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DecisionReceipt;
import dev.weft.worker.protocol.Delegation;
import dev.weft.worker.protocol.DelegationReceipt;
import dev.weft.worker.protocol.Proof;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gates on the in-memory server: by update and signal, signed and not, over days that pass in milliseconds. */
@InMemory
class GatesInVirtualTimeTest {
    private static final String EDITORS = """
            version: "3.0.0"
            id: gate
            tasks:
              ask:
                action: approval_gate
                parameters: {approvers: ["role:editor", "user:kim"], quorum: 2, %s}
            outputs: {decisions: "${{ tasks.ask.output.decisions.map(d, d.by + ' ' + d.channel) }}"}
            """;

    private final VirtualWorker virtual = VirtualWorker.start();
    private final Runs runs = virtual.runs();

    @AfterEach
    void stop() {
        virtual.close();
    }

    @Test
    void shouldRemindAndEscalateOverThirtyDays() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: patient
                inputs: {amount: {type: integer}}
                tasks:
                  ask:
                    action: approval_gate
                    parameters:
                      levels:
                        - {approvers: ["user:bob"], timeout: 10d, on_timeout: escalate}
                        - {approvers: ["user:eve"], timeout: 10d, on_timeout: escalate, stand_in: true}
                        - {approvers: ["user:kim"], stand_in: true}
                        - {approvers: ["role:chief"], when: inputs.amount > 1000}
                        - {approvers: ["user:zoe"], timeout: 10d, on_timeout: approve}
                      remind_every: 2d
                outputs: {level: "${{ tasks.ask.output.level }}", decision: "${{ tasks.ask.output.decision }}"}
                """, Map.of("amount", 5));
        virtual.environment.sleep(Duration.ofDays(20).plusHours(1));
        run.decide(decision("approve", "kim"));
        RunView.GateView gate = run.gate("ask");
        assertThat(gate.level()).isEqualTo(5);
        assertThat(gate.levels())
                .extracting(RunView.GateLevel::status)
                .containsExactly("escalated", "escalated", "approved", "passed_over", "asked");
        assertThat(gate.reminders())
                .isNotNull()
                .extracting(RunView.GateReminders::sent)
                .isEqualTo(8);

        assertThat(run.result()).isEqualTo(Map.of("level", 5, "decision", "approved"));
        RunView view = run.view();
        assertThat(Duration.between(view.startedAt(), view.endedAt()))
                .isBetween(Duration.ofDays(30), Duration.ofDays(30).plusHours(2));
        assertThat(run.gate("ask").reminders()).isNotNull().satisfies(reminders -> {
            assertThat(reminders.sent()).isEqualTo(12);
            assertThat(reminders.next()).isNull();
        });
        run.replay();
    }

    @Test
    void shouldTakeNoDecisionThroughTheApiWhereOnlyTemporalMayBring() throws Exception {
        Runs.Run run = runs.start(EDITORS.formatted("channels: [temporal]"), Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);
        Decision signed = SignedBy.API.sign(run.id(), decision("approve", "kim"));
        assertThatThrownBy(() -> run.stub().decide(signed)).cause().hasMessageContaining("through Temporal only");

        run.stub().decide(decision("approve", "kim"));
        run.stub().decide(decision("approve", "bob", "editor"));

        assertThat(run.result()).isEqualTo(Map.of("decisions", List.of("kim temporal", "bob temporal")));
        run.replay();
    }

    @Test
    void shouldHoldRemindersWhileItIsPaused() throws Exception {
        Runs.Run run = runs.start(EDITORS.formatted("remind_every: 8h"), Map.of());
        virtual.environment.sleep(Duration.ofHours(9));
        run.stub().pause();
        virtual.environment.sleep(Duration.ofHours(100));
        assertThat(run.gate("ask").reminders()).isNotNull().satisfies(reminders -> {
            assertThat(reminders.sent()).isEqualTo(1);
            assertThat(reminders.next()).isNull();
        });
        run.stub().resume();
        virtual.environment.sleep(Duration.ofHours(8));
        assertThat(run.gate("ask").reminders())
                .isNotNull()
                .extracting(RunView.GateReminders::sent)
                .isEqualTo(2);

        run.decide(decision("approve", "kim"));
        run.decide(decision("approve", "bob", "editor"));

        assertThat(run.result()).isEqualTo(Map.of("decisions", List.of("kim api", "bob api")));
        run.replay();
    }

    @Test
    void shouldBelieveOnlyWhatIsSigned() throws Exception {
        Runs.Run run = runs.start(EDITORS.formatted("channels: [api]"), Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);
        Decision plain = decision("approve", "bob", "editor");
        Decision signed = SignedBy.API.sign(run.id(), plain);
        Proof proof = signed.proof();
        assertThat(proof).isNotNull();

        refused(run, plain, "through the API only");
        refused(run, SignedBy.fresh().sign(run.id(), plain), "NOT_SIGNED: Expected a signature by a key");
        refused(run, SignedBy.API.sign("another-run", plain), "NOT_SIGNED: Expected what the API has signed");
        for (Decision altered : List.of(
                new Decision("ask", "reject", "bob", signed.roles(), null, null, null, proof),
                new Decision("ask", "approve", "ann", signed.roles(), null, null, null, proof),
                new Decision("ask", "approve", "bob", List.of("editor", "admin"), null, null, null, proof),
                new Decision("ask", "approve", "bob", signed.roles(), "so what", null, null, proof),
                new Decision("ask", "approve", "bob", signed.roles(), null, 1, null, proof),
                new Decision("ask", "approve", "bob", signed.roles(), null, null, Map.of("a", 1), proof),
                plain.with(new Proof(1, "another nonce", proof.key(), proof.signature())),
                plain.with(new Proof(2, proof.nonce(), proof.key(), proof.signature())),
                plain.with(new Proof(1, proof.nonce(), proof.key(), "c2lnbmVk")))) {
            refused(run, altered, "NOT_SIGNED: Expected what the API has signed");
        }
        refused(run, plain.with(new Proof(1, "", proof.key(), proof.signature())), "NOT_SIGNED: Expected a nonce");

        assertThat(run.stub().decide(signed).approvals()).isEqualTo(1);
        refused(run, signed, "CONFLICT: Expected what hasn't been taken yet");
        run.decide(decision("approve", "kim"));
        assertThat(run.result()).isEqualTo(Map.of("decisions", List.of("bob api", "kim api")));
        run.replay();
    }

    @Test
    void shouldNotTakeASignedDecisionTwiceWhenTheGateIsAskedAfresh() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: afresh
                tasks:
                  block:
                    timeout: 10h
                    retry: {max_attempts: 2, delay: 1h}
                    tasks:
                      ask: {action: approval_gate, parameters: {approvers: ["role:editor"], quorum: 2, four_eyes: true}}
                """, Map.of());
        virtual.environment.sleep(Duration.ofMinutes(1));
        Decision signed = SignedBy.API.sign(
                run.id(), new Decision("block.ask", "approve", "bob", List.of("editor"), null, null, null, null));
        run.stub().decide(signed);
        virtual.environment.sleep(Duration.ofHours(12));

        assertThat(run.gate("block.ask").decisions()).isEmpty();
        refused(run, signed, "CONFLICT: Expected what hasn't been taken yet");
        run.untyped().terminate("done with it");
    }

    @Test
    void shouldTakeSignedAndUnsignedDecisionsBeforeAndAfterAChangeOfKeys() throws Exception {
        SignedBy next = SignedBy.fresh();
        Runs.Run run = runs.start(
                EDITORS.formatted("timeout: 9d, on_timeout: reject"),
                Map.of(),
                List.of(SignedBy.API.publicKey(), next.publicKey()));
        run.await(view -> view.status() == RunStatus.WAITING);
        assertThat(run.view().decisionKeys()).hasSize(2);

        run.stub().decide(next.sign(run.id(), decision("approve", "kim")));
        run.stub().approval(Map.of("task", "ask", "decision", "approve", "by", "bob", "level", 1));

        assertThat(run.result()).isEqualTo(Map.of("decisions", List.of("kim api", "bob temporal")));
        run.replay();
    }

    @Test
    void shouldAnswerTheSameToTheSame() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: twice
                tasks:
                  ask: {action: approval_gate, parameters: {approvers: [anyone]}}
                  more: {needs: [ask], action: wait, parameters: {for: 1d}}
                """, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);

        DecisionReceipt first = run.decide(decision("approve", "kim"));
        DecisionReceipt second = run.decide(decision("approve", "kim"));

        assertThat(second).isEqualTo(first);
        run.stub().approval(Map.of("task", "ask", "decision", "approve", "by", "kim"));
        refused(run, SignedBy.API.sign(run.id(), decision("reject", "kim")), "is decided already: COMPLETED");
        assertThat(run.gate("ask").decisions()).hasSize(1);
        assertThat(run.result()).isNotNull();
        assertThat(run.view().ignored()).singleElement().asString().contains("is decided already");
        run.replay();
    }

    @Test
    void shouldCountOneOfTwoWhoDecideAtOnce() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: race
                tasks:
                  ask: {action: approval_gate, parameters: {approvers: ["role:editor"]}}
                  more: {needs: [ask], action: wait, parameters: {for: 1d}}
                outputs: {decision: "${{ tasks.ask.output.decision }}"}
                """, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);

        List<CompletableFuture<@Nullable String>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String who = "editor-" + i;
            String what = i % 2 == 0 ? "approve" : "reject";
            answers.add(CompletableFuture.supplyAsync(() -> {
                try {
                    run.decide(decision(what, who, "editor"));
                    return what;
                } catch (RuntimeException refused) {
                    assertThat(refused).hasStackTraceContaining("CONFLICT");
                    return null;
                }
            }));
        }

        List<String> counted = answers.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer != null)
                .toList();
        assertThat(counted).hasSize(1);
        assertThat(run.gate("ask").decisions()).hasSize(1);
        assertThat(run.result())
                .isEqualTo(Map.of("decision", counted.getFirst().equals("approve") ? "approved" : "rejected"));
        run.replay();
    }

    @Test
    void shouldTakeFieldsAndDelegatesByEveryWay() throws Exception {
        Runs.Run run = runs.start("""
                version: "3.0.0"
                id: fields
                tasks:
                  reviews:
                    for_each: {in: [a, b, c]}
                    action: approval_gate
                    parameters:
                      approvers: ["user:kim"]
                      inputs: {amount: {type: integer, minimum: 1}, note: {type: string, default: none}}
                outputs: {all: "${{ tasks.reviews.output.map(o, o.inputs) }}"}
                """, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);

        DelegationReceipt receipt = run.stub()
                .delegate(SignedBy.API.sign(run.id(), new Delegation("reviews[0]", "kim", "bo", null, null, null)));
        assertThat(receipt).isEqualTo(new DelegationReceipt("reviews[0]", 1, "kim", "bo"));
        refused(run, review("reviews[0]", "bo", Map.of("amount", 0)), "inputs.amount: expected at least 1");
        run.decide(review("reviews[0]", "bo", Map.of("amount", 3, "note", "fine")));
        run.decide(review("reviews[1]", "kim", Map.of("amount", 4)));
        run.stub()
                .approval(Map.of(
                        "task", "reviews[2]", "decision", "approve", "by", "kim", "inputs", Map.of("amount", 5)));

        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put(
                "all",
                List.of(
                        Map.of("amount", 3, "note", "fine"),
                        Map.of("amount", 4, "note", "none"),
                        Map.of("amount", 5, "note", "none")));
        assertThat(run.result()).isEqualTo(expected);
        assertThat(run.view().items().get("reviews[0]")).isNotNull().satisfies(item -> {
            assertThat(item.gate()).isNotNull().satisfies(gate -> {
                assertThat(gate.decisions()).singleElement().satisfies(one -> {
                    assertThat(one.inPlaceOf()).isEqualTo("kim");
                    assertThat(one.inputs()).isEqualTo(Map.of("amount", 3, "note", "fine"));
                });
                assertThat(gate.outcome()).isEqualTo("approved");
            });
        });
        run.replay();
    }

    private static Decision decision(String what, String by, String... roles) {
        return new Decision("ask", what, by, List.of(roles), null, null, null, null);
    }

    private static Decision review(String task, String by, Map<String, @Nullable Object> inputs) {
        return new Decision(task, "approve", by, null, null, null, inputs, null);
    }

    private static void refused(Runs.Run run, Decision decision, String why) {
        assertThatThrownBy(() -> run.stub().decide(decision)).cause().hasMessageContaining(why);
    }
}

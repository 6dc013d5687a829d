package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.input.Binding;
import dev.weft.definitions.input.InputBinder;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.source.SourceText;
import dev.weft.definitions.template.DefinitionTemplate;
import dev.weft.definitions.template.Making;
import dev.weft.definitions.template.Templates;
import dev.weft.worker.InMemory;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is created of each template's example, and of other parameters, run to the end that the template says. */
@Timeout(120)
@InMemory
final class TemplatesRunTest {
    private final ScriptedActivities activities = new ScriptedActivities();
    private VirtualWorker virtual;

    @BeforeEach
    void start() {
        virtual = VirtualWorker.start(activities);
    }

    @AfterEach
    void stop() {
        virtual.close();
    }

    private Runs.Run start(String id, Map<String, ? extends @Nullable Object> more, Map<String, Object> inputs) {
        DefinitionTemplate template = Templates.find(id).orElseThrow();
        Map<String, @Nullable Object> values = new LinkedHashMap<>(template.example());
        values.putAll(more);
        String text = ((Making.Made) template.make(template.defaultId(), values)).text();
        Definition definition =
                Objects.requireNonNull(Definitions.read(new SourceText(id + ".yaml", text), Surroundings.UNKNOWN)
                        .definition());
        Map<String, @Nullable Object> bound = ((Binding.Bound) InputBinder.bind(definition, inputs)).values();
        return virtual.runs().start(definition, bound, agents(definition));
    }

    private static Map<String, Agent> agents(Definition definition) {
        Map<String, Agent> agents = new LinkedHashMap<>();
        for (PlannedTask task :
                Definitions.compile(Definitions.canonical(definition)).tasks()) {
            if (task.task().work() instanceof Work.ActionCall call && call.agent() instanceof Template.Literal agent) {
                String name = String.valueOf(agent.value());
                agents.put(name, Runs.agent(name, List.of()));
            }
        }
        return agents;
    }

    private static Map<String, @Nullable Object> outputs(Runs.Run run) throws Exception {
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(run.result())).forEach((name, value) -> outputs.put((String) name, value));
        run.replay();
        return outputs;
    }

    private static Map<String, Object> parameters(TaskInvocation invocation) {
        Map<String, Object> known = new HashMap<>();
        Objects.requireNonNull(invocation.parameters()).forEach((name, value) -> {
            if (value != null) {
                known.put(name, value);
            }
        });
        return known;
    }

    private static void decide(Runs.Run run, String gate, String decision, String by, @Nullable String comment) {
        run.await(view -> {
            RunView.TaskView task = view.tasks().getOrDefault(gate, view.items().get(gate));
            return task != null && task.status() == TaskStatus.WAITING && task.gate() != null;
        });
        run.decide(new Decision(gate, decision, by, List.of("editor", "chief", "steward"), comment, null, null, null));
    }

    private static boolean asks(RunView view, String approver) {
        RunView.TaskView task = view.tasks().get("review");
        RunView.GateView gate = task == null ? null : task.gate();
        return gate != null && gate.approvers().contains(approver);
    }

    @Test
    void shouldAskOneLevelAfterTheOther() throws Exception {
        Runs.Run run = start("approval_chain", Map.of(), Map.of("details", "10 000"));
        decide(run, "review", "approve", "alice", "fine");
        run.await(view -> asks(view, "user:bob"));
        decide(run, "review", "approve", "bob", null);

        assertThat(outputs(run)).containsEntry("decision", "approved").containsEntry("decided_by", "bob");
        assertThat(run.task("approved").status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(run.task("declined").status()).isEqualTo(TaskStatus.SKIPPED);
    }

    @Test
    void shouldAskTheStandInOfALevelThatDoesNotAnswer() throws Exception {
        Runs.Run run = start("approval_chain", Map.of(), Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);
        virtual.environment.sleep(Duration.ofHours(25));
        run.await(view -> asks(view, "role:chief"));
        decide(run, "review", "reject", "carol", "too dear");

        assertThat(outputs(run)).containsEntry("decision", "rejected").containsEntry("comment", "too dear");
        assertThat(run.task("declined").status()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void shouldPartItemsAmongAgentsAndPutTheResultsTogether() throws Exception {
        activities.otherwise(invocation -> parameters(invocation).get("items"));
        Runs.Run run = start("parallel_processing", Map.of(), Map.of("items", List.of(1, 2, 3, 4)));

        assertThat(outputs(run).get("results"))
                .isEqualTo(List.of(
                        Map.of("part", 1, "result", List.of(1, 4)),
                        Map.of("part", 2, "result", List.of(2)),
                        Map.of("part", 3, "result", List.of(3))));
    }

    @Test
    void shouldLeaveOutAPartThatIsNotGoodEnough() throws Exception {
        activities.otherwise(invocation -> Map.of("n", parameters(invocation).get("part")));
        activities.on("part_2.check", invocation -> Map.of("passed", false));
        activities.on("part_1.check", invocation -> Map.of("passed", true));
        activities.on("part_3.check", invocation -> Map.of("passed", true));
        activities.on("results", invocation -> parameters(invocation).get("results"));
        Runs.Run run = start(
                "parallel_processing",
                Map.of("quality_agent", "checker", "aggregator_agent", "gatherer", "on_bad_part", "skip"),
                Map.of("items", List.of()));

        assertThat(outputs(run).get("results"))
                .asString()
                .contains("part=1", "part=3")
                .doesNotContain("part=2");
    }

    @Test
    void shouldGoStageByStageAndTryAgain() throws Exception {
        activities.on("extract", invocation -> {
            if (invocation.attempt() < 3) {
                throw ScriptedActivities.failure("busy", true);
            }
            return List.of("a", parameters(invocation).get("source"));
        });
        activities.on(
                "transform", invocation -> Map.of("of", parameters(invocation).get("data")));
        Runs.Run run = start("sequential_pipeline", Map.of(), Map.of("source", "b"));

        assertThat(outputs(run).get("data")).isEqualTo(Map.of("of", List.of("a", "b")));
        assertThat(run.task("extract").attempts()).isEqualTo(3);
    }

    @Test
    void shouldTakeBackWhatWasLoadedWhereLoadingFails() throws Exception {
        activities.on("validate", invocation -> Map.of("valid", true));
        activities.on("load", invocation -> {
            throw ScriptedActivities.failure("disk_full", false);
        });
        Runs.Run run = start(
                "sequential_pipeline",
                Map.of("validation_agent", "v", "load_agent", "l", "unload_agent", "u", "on_failure", "rollback"),
                Map.of("source", 1));
        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(activities.invocations).extracting(TaskInvocation::path).contains("load.compensate");
        run.replay();
    }

    @Test
    void shouldGoTheWayThatTheScoreSays() throws Exception {
        Map<Integer, String> routes = Map.of(90, "priority", 50, "review", 10, "standard");
        for (Map.Entry<Integer, String> route : routes.entrySet()) {
            activities.on("assess", invocation -> Map.of("score", route.getKey()));
            activities.on("priority", invocation -> "urgent");
            activities.on("standard", invocation -> "usual");
            Runs.Run run = start(
                    "conditional_workflow",
                    Map.of("reviewer", "anyone", "standard_agent", "clerk"),
                    Map.of("subject", "x"));
            if (route.getValue().equals("review")) {
                decide(run, "review", "approve", "kim", null);
            }

            assertThat(outputs(run))
                    .containsEntry("route", route.getValue())
                    .containsEntry("result", route.getValue().equals("priority") ? "urgent" : "usual");
        }
    }

    @Test
    void shouldWriteDownWhatIsNotUrgent() throws Exception {
        activities.on("assess", invocation -> Map.of("score", 12));
        Runs.Run run = start("conditional_workflow", Map.of(), Map.of("subject", "x"));

        assertThat(outputs(run)).containsEntry("result", Map.of("subject", "x", "assessment", Map.of("score", 12)));
    }

    @Test
    void shouldTolerateABatchThatFails() throws Exception {
        activities.otherwise(invocation -> {
            List<?> items =
                    (List<?>) Objects.requireNonNull(parameters(invocation).get("items"));
            if (items.contains(4)) {
                throw ScriptedActivities.failure("bad", false);
            }
            return items.size();
        });
        Runs.Run run = start("batch", Map.of(), Map.of("items", List.of(1, 2, 3, 4, 5, 6, 7)));

        Map<?, ?> outputs = outputs(run);
        assertThat(outputs.get("results")).isEqualTo(List.of(3, 1));
        assertThat(outputs.get("failed")).isEqualTo(1);
        assertThat(outputs.get("failures")).asString().contains("index=1", "code=bad");
    }

    private static String eventId(TaskInvocation handling) {
        return handling.parameters() != null && handling.parameters().get("event") instanceof Map<?, ?> event
                ? String.valueOf(event.get("id"))
                : "none";
    }

    @Test
    void shouldHandleEventAfterEventAndEndWhereNoneComes() throws Exception {
        activities.otherwise(invocation -> Map.of("handled", invocation.path()));
        Runs.Run run = start("event_driven", Map.of("max_events", 10), Map.of());
        for (int i = 1; i <= 3; i++) {
            int waits = Math.max(1, i - 1);
            Runs.patiently().until(() -> virtual.awaited.size() >= waits);
            run.stub()
                    .event(Map.of(
                            "type",
                            "order.created",
                            "id",
                            "e" + i,
                            "source",
                            "/shop",
                            "data",
                            Map.of("total", i * 100)));
        }
        Runs.patiently()
                .until(() -> activities.invocations.stream()
                        .anyMatch(one -> one.path().equals("listen[1].tell")));
        virtual.environment.sleep(Duration.ofDays(8));

        assertThat(outputs(run).get("last")).asString().contains("event=null");
        assertThat(activities.invocations)
                .filteredOn(one -> one.path().endsWith(".handle"))
                .extracting(one -> eventId(one))
                .containsExactly("e2", "e3");
    }

    @Test
    void shouldDoAllStepsOrNone() throws Exception {
        Runs.Run all = start("saga", Map.of(), Map.of("request", "a trip"));
        assertThat(outputs(all)).hasSize(2);

        activities.clear();
        activities.on("step_2", invocation -> {
            throw ScriptedActivities.failure("full", false);
        });
        Runs.Run none = start("saga", Map.of(), Map.of("request", "a trip"));
        none.end();

        assertThat(none.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(activities.invocations)
                .extracting(TaskInvocation::path)
                .containsExactly("step_1", "step_2", "step_2.compensate", "step_1.compensate");
        assertThat(parameters(activities.invocations.getLast())).containsKeys("request", "output");
        none.replay();
    }

    @Test
    void shouldDraftAnewWithWhatThePersonSaid() throws Exception {
        List<Object> comments = new ArrayList<>();
        activities.on("rounds[0].draft", invocation -> "first");
        activities.on("rounds[1].draft", invocation -> {
            comments.add(parameters(invocation).get("comment"));
            comments.add(parameters(invocation).get("draft"));
            return "second";
        });
        activities.on(
                "publish",
                invocation -> Map.of("published", parameters(invocation).get("draft")));
        Runs.Run run = start("human_in_the_loop_review", Map.of(), Map.of("subject", "x"));
        decide(run, "rounds[0].review", "request_changes", "kim", "shorter");
        decide(run, "rounds[1].review", "approve", "kim", null);

        assertThat(outputs(run))
                .containsEntry("decision", "approved")
                .containsEntry("published", Map.of("published", "second"));
        assertThat(comments).containsExactly("shorter", "first");
    }

    @Test
    void shouldReportAtEachTimeAndCountWhatWasMissed() throws Exception {
        activities.otherwise(invocation -> Map.of("path", parameters(invocation).getOrDefault("path", "")));
        for (int turn = 0; turn < 3; turn++) {
            boolean fails = turn == 1;
            activities.on("each[" + turn + "].make", invocation -> {
                if (fails) {
                    throw ScriptedActivities.failure("no_data", false);
                }
                return Map.of("text", "Report of " + parameters(invocation).get("time"));
            });
        }
        Runs.Run run = start("scheduled_report", Map.of(), Map.of());
        for (int day = 0; day < 4; day++) {
            run.await(
                    view -> view.status() == RunStatus.WAITING || view.status().ended());
            virtual.environment.sleep(Duration.ofHours(24));
        }

        Map<?, ?> outputs = outputs(run);
        assertThat(outputs.get("missed")).isEqualTo(1);
        assertThat(outputs.get("last"))
                .asString()
                .matches("reports/scheduled-report-[^/]+/\\d{4}-\\d\\d-\\d\\d-3\\.md");
        assertThat(activities.invocations)
                .filteredOn(one -> one.path().endsWith(".write"))
                .hasSize(2);
    }

    private static final Map<String, Object> ROWS = Map.of(
            "content",
            List.of(
                    Map.of("order_id", "1", "customer", "Kim"),
                    Map.of("order_id", "2", "customer", ""),
                    Map.of("order_id", "3", "customer", "Bo")));

    @Test
    void shouldLoadGoodRowsAndKeepTheRejectedOnesOnceTheStewardSaysSo() throws Exception {
        activities.otherwise(invocation -> parameters(invocation));
        activities.on("extract", invocation -> ROWS);
        Runs.Run run = start("etl_with_quality_gates", Map.of(), Map.of("source", "orders.csv"));
        decide(run, "override", "approve", "sam", null);

        assertThat(outputs(run))
                .containsEntry("rows", 2)
                .containsEntry("rejected", 1)
                .containsEntry("path", "loaded/" + run.id() + "/rows.csv")
                .containsEntry("rejected_path", "loaded/" + run.id() + "/rejected.csv");
    }

    @Test
    void shouldLoadNothingWhereTooManyRowsAreRejected() throws Exception {
        activities.on("extract", invocation -> ROWS);
        Runs.Run run = start("etl_with_quality_gates", Map.of("steward", ""), Map.of("source", "orders.csv"));
        run.end();

        assertThat(run.view().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(run.task("quality").error()).isNotNull().extracting("code").isEqualTo("condition_false");
        assertThat(activities.invocations).extracting(TaskInvocation::path).containsExactly("extract");
        run.replay();
    }
}

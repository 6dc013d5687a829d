package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.WorkerLimits;
import io.temporal.api.enums.v1.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose work comes first, where one worker has room for one task. */
class PriorityOnServerTest {
    private final Children children = new Children();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch enough = new CountDownLatch(1);
    private final RealWorker real = new RealWorker(new WorkerLimits(1, 20, 100));
    private final Runs runs = real.runs();

    @BeforeEach
    void script() {
        real.activities.on("hold", invocation -> {
            begun.countDown();
            enough.await();
            return null;
        });
    }

    @AfterEach
    void stop() {
        real.close();
    }

    @Test
    void shouldDoTheWorkOfAHigherPriorityFirst() throws Exception {
        Runs.Run first = run("first", "hold", 3);
        begun.await();
        List<Runs.Run> all = new ArrayList<>(List.of(first));
        for (int i = 0; i < 5; i++) {
            all.add(scheduled(run("late", "work", 5)));
        }
        all.add(scheduled(run("soon", "work", 1)));

        enough.countDown();
        all.forEach(Runs.Run::result);

        // The worker may have asked for one task more than it has room for.
        assertThat(order().subList(1, 3)).as(order().toString()).contains("soon");
    }

    @Test
    void shouldTakeTurnsAmongDefinitionsOfOnePriority() throws Exception {
        Runs.Run first = run("first", "hold", 3);
        begun.await();
        List<Runs.Run> all = new ArrayList<>(List.of(first));
        for (int i = 0; i < 8; i++) {
            all.add(scheduled(run("many", "work", 3)));
        }
        all.add(scheduled(run("one", "work", 3)));

        enough.countDown();
        all.forEach(Runs.Run::result);

        assertThat(order().subList(1, 5)).as(order().toString()).contains("one");
    }

    private List<String> order() {
        return real.activities.invocations.stream()
                .map(invocation -> invocation.workflow())
                .toList();
    }

    private Runs.Run run(String workflow, String task, int priority) {
        return runs.start(children.carrying("""
                version: "3.0.0"
                id: %s
                tasks: {%s: {action: agent_task, agent: worker}}
                """.formatted(workflow, task), Map.of(), priority));
    }

    private static Runs.Run scheduled(Runs.Run run) {
        Runs.patiently()
                .until(() -> run.history().getEvents().stream()
                        .anyMatch(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED));
        return run;
    }
}

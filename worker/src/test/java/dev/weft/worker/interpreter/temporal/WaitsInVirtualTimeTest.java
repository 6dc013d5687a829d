package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.InMemory;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.event.AwaitedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waits for events on the in-memory server: told by signal, over days that pass in milliseconds. */
@Timeout(120)
@InMemory
class WaitsInVirtualTimeTest {
    private static final String PAID = """
            version: "3.0.0"
            id: paid
            inputs: {order: {type: integer}, large: {}}
            tasks:
              it:
                action: wait_for_event
                parameters: {type: order.paid, filter: event.data.order == inputs.order%s}
            outputs: {event: "${{ tasks.it.output }}"}
            """;

    private VirtualWorker virtual = VirtualWorker.forgetful();

    @AfterEach
    void stop() {
        virtual.close();
    }

    private Runs.Run start(String more) {
        return virtual.runs().start(PAID.formatted(more), Map.of("order", 17, "large", 1));
    }

    private static Map<String, Object> event(String id, int order) {
        return Map.of("type", "order.paid", "id", id, "source", "/shop", "data", Map.of("order", order));
    }

    @Test
    void shouldSayWhatItWaitsForAndTakeIt() throws Exception {
        // given
        Runs.Run run = start("");
        RunView waiting = run.await(view -> view.status() == RunStatus.WAITING);
        Runs.patiently().until(() -> virtual.awaited.size() == 1);

        // when
        run.stub().event(event("1", 16));
        run.stub().event(event("2", 17));

        // then
        assertThat(waiting.waitingOn()).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo("event");
            assertThat(one.reason()).isEqualTo("event order.paid");
        });
        AwaitedEvent awaited = virtual.awaited.getFirst();
        assertThat(awaited.run()).isEqualTo(run.id());
        assertThat(awaited.filter()).isEqualTo("event.data.order == inputs.order");
        assertThat(awaited.names()).isEqualTo(Map.of("inputs", Map.of("order", 17, "large", 1)));
        assertThat(awaited.since().time()).isNotNull();
        assertThat(run.result()).asString().contains("id=2").contains("source=/shop");
        run.replay();
    }

    @Test
    void shouldFailOrGoOnWhenTheTimeIsOver() throws Exception {
        Runs.Run fails = start(", timeout: 7d");
        Runs.Run goesOn = start(", timeout: 7d, on_timeout: continue");
        virtual.environment.sleep(Duration.ofDays(8));

        fails.end();
        assertThat(fails.view().error()).isNotNull().extracting(Failure::code).isEqualTo("timeout");
        assertThat(goesOn.result()).isEqualTo(java.util.Collections.singletonMap("event", null));
        assertThat(Duration.between(goesOn.view().startedAt(), goesOn.view().endedAt()))
                .isBetween(Duration.ofDays(7), Duration.ofDays(7).plusHours(1));
        fails.replay();
        goesOn.replay();
    }

    @Test
    void shouldSayItOnceMoreWhileTheLogIsOutOfReachAndAfterAPause() throws Exception {
        // given
        virtual.logOutages(5);
        Runs.Run run = start("");
        run.await(view -> view.status() == RunStatus.WAITING);
        virtual.environment.sleep(Duration.ofMinutes(5));
        Runs.patiently().until(() -> virtual.awaited.size() == 1);

        // when
        run.stub().pause();
        run.await(view -> view.status() == RunStatus.PAUSED);
        run.stub().resume();

        // then
        Runs.patiently().until(() -> virtual.awaited.size() == 2);
        assertThat(virtual.awaited.getFirst().id())
                .isEqualTo(virtual.awaited.getLast().id());
        run.stub().event(event("1", 17));
        assertThat(run.result()).asString().contains("id=1");
        run.replay();
    }

    @Test
    void shouldFailWhereThereIsNoLog() throws Exception {
        virtual.close();
        virtual = VirtualWorker.withoutLog();
        Runs.Run run = start("");
        run.end();

        assertThat(run.view().error()).isNotNull().satisfies(error -> {
            assertThat(error.code()).isEqualTo("no_event_log");
            assertThat(error.message()).contains("Set WEFT_DATABASE_URL");
        });
        run.replay();
    }

    @Test
    void shouldWaitOnInHistoryAfterHistory() throws Exception {
        // given a run that goes on in a new history all the time
        Runs.Run run = new Runs(virtual.client, 60).start("""
                version: "3.0.0"
                id: chain
                tasks:
                  each:
                    for_each: {in: [0, 1, 2], max_concurrent: 3}
                    action: wait_for_event
                    parameters: {type: page, filter: event.data.n % 3 == index}
                  next:
                    repeat: {until: "tasks.next.output.data.n == 40", max: 50}
                    action: wait_for_event
                    parameters: {type: page, filter: event.data.n < 50}
                outputs:
                  ids: "${{ tasks.each.output.map(one, one.id) }}"
                  last: "${{ tasks.next.output.id }}"
                """, Map.of());
        run.await(view -> view.status() == RunStatus.WAITING);

        // when each event comes twice, but for the one that ends the run
        for (int n = 3; n <= 40; n++) {
            Map<String, Object> page =
                    Map.of("type", "page", "id", "page-" + n, "source", "/book", "data", Map.of("n", n));
            int turns = n - 1;
            run.stub().event(page);
            if (n < 40) {
                run.stub().event(page);
                Runs.patiently().until(() -> virtual.awaited.size() >= 3 + turns);
            }
        }

        // then
        assertThat(run.result()).isEqualTo(Map.of("ids", List.of("page-3", "page-4", "page-5"), "last", "page-40"));
        assertThat(run.histories()).hasSizeGreaterThan(2);
        assertThat(virtual.awaited.stream().map(AwaitedEvent::id).distinct()).hasSize(3 + 38);
        assertThat(virtual.awaited.getLast().taken()).hasSize(37).doesNotHaveDuplicates();
        run.replay();
    }
}

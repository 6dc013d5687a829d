package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a run shows of a loop over more items than it holds itself, on a real server. */
class SlicedViewsTest {
    @RegisterExtension
    private static final RealWorker REAL = RealWorker.start();

    private final Runs runs = REAL.runs();

    @Test
    void shouldCountItemsAsItemsAndShowTheFallbackAsOfTheWhole() throws Exception {
        Runs.Run run = runs.start("""
            version: "3.0.0"
            id: shown
            tasks:
              each:
                for_each: {in: "${{ lists.range(501) }}"}
                tasks:
                  work: {action: transform, parameters: {value: 1}}
                  breaks: {when: "item == 500", action: fail, parameters: {code: broken, message: It broke.}}
                on_failure:
                  run: {action: transform, parameters: {value: instead}}
            """, Map.of());

        run.end();

        RunView view = run.view();
        assertThat(view.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(view.tasks().get("each.fallback"))
                .extracting(RunView.TaskView::status, RunView.TaskView::reason)
                .containsExactly(TaskStatus.COMPLETED, null);
        assertThat(view.tasks().get("each.work"))
                .extracting(RunView.TaskView::reason, RunView.TaskView::items)
                .containsExactly("501 of 501 have ended", new RunView.ItemCount(501, 0, 501));
        assertThat(run.task("each").items()).isEqualTo(new RunView.ItemCount(501, 1, 501));
        assertThat(view.progress()).isEqualTo(100);
        run.replay();
    }
}

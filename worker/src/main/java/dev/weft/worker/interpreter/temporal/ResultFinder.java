package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.document.ValueDocument;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.cache.CacheMiss;
import dev.weft.worker.protocol.cache.FoundResult;
import dev.weft.worker.protocol.cache.ResultDesk;
import dev.weft.worker.protocol.cache.WantedResult;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks outputs up in the result cache, one local activity after the other: what is asked while one is under way goes together in
 * the next. What isn't answered in time isn't there. Workflow threads only.
 */
final class ResultFinder {
    private static final int MAX_TOGETHER = 100;

    /** Characters of found outputs in one workflow task: what they let begin goes with the next, as one takes 4 MB in all. */
    private static final long MAX_PER_WORKFLOW_TASK = 256_000;

    private final Consumer<RunEvent> events;
    private final AskedTogether<Effect.FindResult> asked;
    private long size;

    /**
     * @param idle is called when all is answered
     */
    ResultFinder(Consumer<RunEvent> events, Runnable idle) {
        this.events = events;
        this.asked = new AskedTogether<>(this::find, idle);
    }

    void find(Effect.FindResult wanted) {
        asked.ask(wanted);
    }

    /** Whether all is answered. */
    boolean isIdle() {
        return asked.isIdle();
    }

    private int find(List<Effect.FindResult> all) {
        List<Effect.FindResult> next = all.subList(0, Math.min(all.size(), MAX_TOGETHER));
        ResultDesk.Answer answer = ask(next);
        Map<String, CacheMiss> missed = Objects.requireNonNullElse(answer.missed(), Map.of());
        Map<String, FoundResult> found = new LinkedHashMap<>();
        for (FoundResult one : answer.found()) {
            found.put(one.digest(), one);
            size += one.output().length();
        }
        if (size > MAX_PER_WORKFLOW_TASK) {
            // The shortest timer there is opens the next workflow task.
            Workflow.sleep(Duration.ofMillis(1));
            size = 0;
        }
        next.subList(0, answer.answered()).forEach(one -> tell(one, found.get(one.digest()), missed.get(one.digest())));
        return answer.answered();
    }

    private static ResultDesk.Answer ask(List<Effect.FindResult> next) {
        List<WantedResult> wanted = new ArrayList<>();
        for (Effect.FindResult one : next) {
            Duration ttl = one.ttl();
            wanted.add(new WantedResult(one.digest(), ttl == null ? null : Long.valueOf(ttl.toMillis())));
        }
        try {
            return Objects.requireNonNull(Workflow.newUntypedLocalActivityStub(ResultTeller.OPTIONS)
                    .execute(ResultDesk.FIND, ResultDesk.Answer.class, wanted));
        } catch (ActivityFailure e) {
            Map<String, CacheMiss> away = new LinkedHashMap<>();
            next.forEach(one -> away.put(one.digest(), CacheMiss.UNAVAILABLE));
            return new ResultDesk.Answer(next.size(), List.of(), away);
        }
    }

    private void tell(Effect.FindResult asked, @Nullable FoundResult found, @Nullable CacheMiss missed) {
        events.accept(new RunEvent.ResultFound(
                RunClock.now(),
                asked.task(),
                asked.digest(),
                found == null ? null : found.run(),
                found == null ? null : ValueDocument.read(found.output()),
                found == null ? missed : null));
    }
}

package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.protocol.large.Answer;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the steps of a run, one after the other. Mostly each is taken at once. One that has to look into a large value waits until
 * that is answered, and what happens meanwhile waits behind it, in order. Workflow threads only.
 */
final class Steps {
    private final LargeQuestions questions = new LargeQuestions();
    private final Deque<Wanted> wanted = new ArrayDeque<>();
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final Consumer<Step> taken;
    private final Runnable idle;
    private boolean busy;

    /** A step that is wanted, from the state as it is when its turn comes. */
    interface Wanted {
        /**
         * Takes it.
         *
         * @return {@code null} where nothing follows
         * @throws Elsewhere.UnansweredException where something has to be answered before
         */
        @Nullable Step take(Elsewhere elsewhere);
    }

    /**
     * @param taken receives what follows from each
     * @param idle is called when none waits any more, where some have waited
     */
    Steps(Consumer<Step> taken, Runnable idle) {
        this.taken = taken;
        this.idle = idle;
    }

    /** Takes a step, after those that wait. */
    void take(Wanted step) {
        wanted.add(step);
        if (!busy) {
            takeAll();
        }
    }

    /** Whether none waits. */
    boolean isIdle() {
        return !busy;
    }

    /** Waits until none waits. */
    void settle() {
        if (busy) {
            Workflow.await(() -> !busy);
        }
    }

    /** Takes none before {@link #begin}. */
    void hold() {
        busy = true;
    }

    /** Takes one, and then those that have waited for it. */
    void begin(Wanted first) {
        wanted.addFirst(first);
        takeAll();
        idle.run();
    }

    /** Whether what the run makes itself is kept elsewhere where it is large. */
    boolean keeps() {
        return questions.keeps();
    }

    private void takeAll() {
        busy = true;
        while (!wanted.isEmpty()) {
            Elsewhere elsewhere = Elsewhere.knowing(answers, questions::keeps);
            Step step;
            try {
                step = wanted.element().take(elsewhere);
            } catch (Elsewhere.UnansweredException e) {
                questions.ask(elsewhere.open(), found -> {
                    answers.putAll(found);
                    takeAll();
                    idle.run();
                });
                return;
            }
            wanted.remove();
            answers.clear();
            if (step != null) {
                taken.accept(step);
            }
        }
        busy = false;
    }
}

package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.large.Answer;
import dev.weft.worker.workflow.Versions;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the steps of a run, one after the other. Mostly each is taken at once. One that has to look into a large value waits until
 * that is answered, and what happens meanwhile waits behind it, in order. Where the store can't be used, the step is taken without
 * the tasks that would look there; one that can't be taken even so is put aside, and the run goes its way as if it had not come
 * yet. Once the store can be used, all of that is done. Workflow threads only.
 */
final class Steps {
    private final LargeQuestions questions = new LargeQuestions();
    private final Deque<Entry> wanted = new ArrayDeque<>();
    private final List<Entry> aside = new ArrayList<>();
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final Set<String> putOff = new LinkedHashSet<>();
    private final StoreWatch store = new StoreWatch(this::storeCame);
    private final Consumer<Step> taken;
    private final Runnable idle;
    private final Wanted again;
    private @Nullable RuntimeException defect;
    private boolean busy;
    private boolean begun;

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

    private static final class Entry {
        private final Wanted step;
        private boolean taken;

        private Entry(Wanted step) {
            this.step = step;
        }
    }

    /**
     * @param taken receives what follows from each
     * @param idle is called when none waits any more, where some have waited
     * @param again the step that takes up what was put off, once the store can be used
     */
    Steps(Consumer<Step> taken, Runnable idle, Wanted again) {
        this.taken = taken;
        this.idle = idle;
        this.again = again;
    }

    /**
     * Takes a step, after those that wait.
     *
     * @return whether it has been taken
     */
    BooleanSupplier take(Wanted step) {
        Entry entry = new Entry(step);
        wanted.add(entry);
        if (!busy) {
            takeAll();
        }
        return () -> entry.taken;
    }

    /** Whether none waits. */
    boolean isIdle() {
        return !busy && aside.isEmpty();
    }

    /** Waits until none waits but those that are put aside. */
    void settle() {
        if (busy) {
            Workflow.await(() -> areSound() && !busy);
        }
    }

    /** As {@link #settle}, and until one has been taken, be it that it was put aside. */
    void settle(BooleanSupplier one) {
        settle();
        if (!one.getAsBoolean()) {
            Workflow.await(() -> areSound() && !busy && one.getAsBoolean());
        }
    }

    /** What the run waits for here; {@code null} for nothing. */
    RunView.@Nullable Waiting waits() {
        return isIdle() ? null : store.waits();
    }

    /** Takes none before {@link #begin}. */
    void hold() {
        busy = true;
    }

    /** Takes one, and then those that have waited for it. */
    void begin(Wanted first) {
        wanted.addFirst(new Entry(first));
        takeAll();
        idle.run();
    }

    /** The run has ended: what was put aside changes nothing any more. */
    void end() {
        store.stop();
        wanted.addAll(aside);
        aside.clear();
        if (!busy) {
            takeAll();
        }
    }

    /** Whether what the run makes itself is kept elsewhere where it is large. */
    boolean keeps() {
        return questions.keeps();
    }

    /**
     * Throws what a step has thrown that was taken as something came by a callback: Temporal swallows that there. Whoever waits
     * looks here, so that the workflow task fails, and people are told.
     */
    boolean areSound() {
        if (defect != null) {
            throw defect;
        }
        return true;
    }

    private void takeAll() {
        try {
            takeEach();
        } catch (RuntimeException e) {
            defect = e;
            idle.run();
            throw e;
        }
    }

    private void takeEach() {
        busy = true;
        while (!wanted.isEmpty()) {
            Entry entry = wanted.element();
            Elsewhere elsewhere = Elsewhere.knowing(answers, questions::keeps)
                    .puttingOff(putOff, store.why())
                    .changed(change -> Versions.has(change.id()));
            Step step;
            try {
                step = entry.step.take(elsewhere);
            } catch (Elsewhere.UnansweredException e) {
                if (!store.isAwayFor(elsewhere.open().values())) {
                    ask(elsewhere);
                    return;
                }
                if (!goWithout(elsewhere)) {
                    return;
                }
                continue;
            }
            begun = true;
            over(entry);
            if (step != null) {
                taken.accept(step);
            }
        }
        busy = false;
    }

    private void ask(Elsewhere elsewhere) {
        questions.ask(
                elsewhere.open(),
                found -> {
                    answers.putAll(found);
                    store.answered();
                    goOn();
                },
                (code, message) -> {
                    store.away(code, message);
                    if (goWithout(elsewhere)) {
                        goOn();
                    }
                });
    }

    private void goOn() {
        takeAll();
        idle.run();
    }

    /** Has the step taken without some tasks, or puts it aside; tells whether there is a step to take now. */
    private boolean goWithout(Elsewhere elsewhere) {
        store.watch();
        if (!putOff.addAll(elsewhere.askers())) {
            if (!begun) {
                // All else comes after the first.
                return false;
            }
            aside.add(wanted.remove());
            answers.clear();
            putOff.clear();
        }
        return true;
    }

    private void over(Entry entry) {
        entry.taken = true;
        wanted.remove();
        answers.clear();
        putOff.clear();
    }

    private void storeCame() {
        boolean holdsFirst = busy && !begun;
        wanted.addAll(aside);
        aside.clear();
        wanted.add(new Entry(again));
        if (!busy || holdsFirst) {
            putOff.clear();
            goOn();
        }
    }
}

package dev.weft.worker.interpreter.large;

import dev.weft.definitions.expression.Computation;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.definitions.expression.Values;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.Sizes;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.large.Answer;
import dev.weft.worker.protocol.large.Content;
import dev.weft.worker.protocol.large.LargeLimits;
import dev.weft.worker.protocol.large.Question;
import dev.weft.worker.protocol.large.Split;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a run knows of large values. A step that comes to a question without an answer is given up, and taken once more
 * when there is one: as it is a function of what it is given, it comes to the same question again. Not thread safe.
 */
public final class Elsewhere {
    private final Map<String, Answer> answers;
    private final BooleanSupplier keeps;
    private final boolean asks;
    private final int most;
    private final Map<String, Question> open = new LinkedHashMap<>();
    private final Set<String> askers = new LinkedHashSet<>();
    private Set<String> putOff = Set.of();
    private @Nullable String away;
    private Predicate<Change> changes = change -> true;

    private Elsewhere(Map<String, Answer> answers, BooleanSupplier keeps, boolean asks, int most) {
        this.most = most;
        this.answers = answers;
        this.keeps = keeps;
        this.asks = asks;
    }

    /** Where nobody can be asked: to look into a large value is a failure, and what is made in the run stays in it. */
    public static Elsewhere nobody() {
        return new Elsewhere(Map.of(), () -> false, false, LargeLimits.AT_HAND);
    }

    /**
     * One that knows some answers.
     *
     * @param answers by the keys under which they were open
     * @param keeps whether what is made in the run itself is kept elsewhere where it is large; asked when something is
     */
    public static Elsewhere knowing(Map<String, Answer> answers, BooleanSupplier keeps) {
        return knowing(answers, keeps, LargeLimits.AT_HAND);
    }

    /**
     * As the other.
     *
     * @param most bytes of a value that isn't kept elsewhere
     */
    public static Elsewhere knowing(Map<String, Answer> answers, BooleanSupplier keeps, int most) {
        return new Elsewhere(answers, keeps, true, most);
    }

    /**
     * The same, where some tasks that would ask are not taken up in this step.
     *
     * @param tasks their paths
     * @param why they can't have an answer now; {@code null} where there are none
     */
    public Elsewhere puttingOff(Set<String> tasks, @Nullable String why) {
        putOff = Set.copyOf(tasks);
        away = tasks.isEmpty() ? null : why;
        return this;
    }

    /**
     * The same, in a run that may have come this far under an earlier build.
     *
     * @param has whether the run goes the way of a change; asked only where the old way is another
     */
    public Elsewhere changed(Predicate<Change> has) {
        changes = has;
        return this;
    }

    /** Whether the run goes the way of a change. To ask may be recorded: only where the old way is another. */
    public boolean has(Change change) {
        return changes.test(change);
    }

    /** Whether a task isn't taken up in this step. */
    public boolean putsOff(Supplier<String> path) {
        return !putOff.isEmpty() && putOff.contains(path.get());
    }

    /** Why tasks are put off; {@code null} where none is. */
    public @Nullable String away() {
        return away;
    }

    /** A task that was about to be taken up has come to a question. */
    public void askedBy(String path) {
        askers.add(path);
    }

    /** Tasks without which the step would have come to fewer questions, by their paths. */
    public Set<String> askers() {
        return Collections.unmodifiableSet(askers);
    }

    /** The value of an expression. */
    public @Nullable Object evaluate(Computation computation) throws EvaluationException {
        Map<String, @Nullable Object> what = new LinkedHashMap<>();
        what.put("computation", computation);
        return ask(
                new Question(Question.Kind.EVALUATE, what),
                String.join("", computation.formula().parts()).substring(1));
    }

    /**
     * The answer to a question.
     *
     * @param source what it is asked for, in the author's words
     */
    public @Nullable Object ask(Question question, String source) throws EvaluationException {
        Answer answer = answer(question);
        if (answer == null) {
            throw new EvaluationException(
                    source, "Expected values at hand, but found a large one that can't be looked into here");
        }
        if (answer.code() != null) {
            throw new EvaluationException(source, String.valueOf(answer.message()));
        }
        return Values.normalise(answer.value());
    }

    /** The answer to a question; {@code null} where nobody can be asked. */
    public @Nullable Answer answer(Question question) {
        if (!asks) {
            return null;
        }
        String key = question.key();
        Answer answer = answers.get(key);
        if (answer == null) {
            open.put(key, question);
            throw new UnansweredException();
        }
        return answer;
    }

    /**
     * A value as the run holds it: with handles in the place of what is large.
     *
     * @param what it is, for people: «The output»
     */
    public @Nullable Object keep(String what, @Nullable Object value) throws NotKeptException {
        long size = Sizes.of(value);
        if (!mustBeKept(what, value, size)) {
            return value;
        }
        try {
            Object kept = Split.of(value, size, most, Sizes::of, part -> kept(what, part));
            mustBeAnswered();
            return kept;
        } catch (NotKeptException e) {
            mayStay(what, value, e);
            return value;
        }
    }

    /** As {@link #keep}, of a map that stays one. */
    public Map<String, @Nullable Object> keepEntries(String what, Map<String, @Nullable Object> map)
            throws NotKeptException {
        Map<String, @Nullable Object> less = map;
        long size = Sizes.of(map);
        if (mustBeKept(what, map, size)) {
            try {
                less = Split.entries(map, size, most, Sizes::of, part -> kept(what, part));
                mustBeAnswered();
                size = Sizes.of(less);
            } catch (NotKeptException e) {
                mayStay(what, map, e);
            }
        }
        if (size > Sizes.MAX_VALUE) {
            throw new NotKeptException(Sizes.tooLarge(what, less));
        }
        return less;
    }

    /** Where there is no store, what a history can hold stays in the run. */
    private static void mayStay(String what, @Nullable Object value, NotKeptException e) throws NotKeptException {
        if (!e.failure().code().equals(Answer.NO_STORE)) {
            throw e;
        }
        if (Sizes.of(value) > Sizes.MAX_VALUE) {
            throw new NotKeptException(Sizes.tooLarge(what, value));
        }
    }

    private boolean mustBeKept(String what, @Nullable Object value, long size) throws NotKeptException {
        if (size <= most) {
            return false;
        }
        if (!keeps.getAsBoolean()) {
            if (size > Sizes.MAX_VALUE) {
                throw new NotKeptException(Sizes.tooLarge(what, value));
            }
            return false;
        }
        if (size > LargeLimits.MOST) {
            throw new NotKeptException(Failure.permanent(
                    "too_large",
                    "%s has about %d MiB, but a value has at most %d MiB. Write it to a file and pass the path."
                            .formatted(what, size >> 20, LargeLimits.MOST >> 20)));
        }
        return true;
    }

    private LargeValue kept(String what, @Nullable Object part) throws NotKeptException {
        LargeValue handle = Content.handle(part);
        Answer answer = answers.get(handle.text());
        if (answer == null) {
            Map<String, @Nullable Object> value = new LinkedHashMap<>();
            value.put("value", part);
            // All parts are asked for together.
            open.put(handle.text(), new Question(Question.Kind.KEEP, value));
        } else if (answer.code() != null) {
            throw new NotKeptException(Failure.permanent(answer.code(), what + ": " + answer.message()));
        }
        return handle;
    }

    /**
     * Gives a step up that has come to questions.
     *
     * @throws UnansweredException where some are open
     */
    public void mustBeAnswered() {
        if (!open.isEmpty()) {
            throw new UnansweredException();
        }
    }

    /** What has to be answered before the step can be taken, by the keys of the answers. */
    public Map<String, Question> open() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(open));
    }

    /** A step can't be taken yet. It is no failure, and nobody but who takes the step may catch it. */
    public static final class UnansweredException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private UnansweredException() {
            super("a question is open", null, false, false);
        }
    }

    /** A value is too large, or can't be kept. */
    public static final class NotKeptException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Failure failure;

        NotKeptException(Failure failure) {
            super(failure.message(), null, false, false);
            this.failure = failure;
        }

        public Failure failure() {
            return failure;
        }
    }
}

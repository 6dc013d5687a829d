package dev.weft.worker.interpreter;

import dev.weft.definitions.blob.Blobs;
import dev.weft.definitions.expression.Values;
import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.interpreter.temporal.LargeEvaluation;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.large.Answer;
import dev.weft.worker.protocol.large.LargeException;
import dev.weft.worker.protocol.large.LargeValueStore;
import dev.weft.worker.protocol.large.Question;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A world in which values are large at random, and so kept elsewhere, whatever their size. */
final class SimulatedLarge {
    final LargeValueStore store = new LargeValueStore(new Blobs(new MemoryBlobs()));
    private final LargeEvaluation evaluation = new LargeEvaluation(store);
    private final Random random;
    private final int most;
    int asked;
    int kept;
    int putOff;
    int putAside;
    private BooleanSupplier away = () -> false;

    /**
     * @param most bytes of what a run makes itself and holds
     */
    SimulatedLarge(long seed, int most) {
        this.random = new Random(seed);
        this.most = most;
    }

    /** What an attempt gave, as its run is told of it: often it, or a part of it, is kept elsewhere. */
    @Nullable Object told(@Nullable Object output) {
        if (output == null || output instanceof Boolean || output instanceof Number) {
            return output;
        }
        try {
            return switch (random.nextInt(3)) {
                case 0 -> output;
                case 1 -> put(output);
                default -> {
                    if (output instanceof Map<?, ?> map && !map.isEmpty()) {
                        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
                        for (Map.Entry<?, ?> entry : map.entrySet()) {
                            parts.put(
                                    String.valueOf(entry.getKey()),
                                    random.nextBoolean() ? told(entry.getValue()) : entry.getValue());
                        }
                        yield parts;
                    }
                    yield put(output);
                }
            };
        } catch (LargeException e) {
            throw new AssertionError(e);
        }
    }

    private Object put(@Nullable Object value) throws LargeException {
        kept++;
        return store.put(Values.normalise(value));
    }

    /** A value with all in its place. */
    @Nullable Object whole(@Nullable Object value) {
        try {
            return store.whole(value);
        } catch (LargeException e) {
            throw new AssertionError(e);
        }
    }

    /** Why parameters can't be computed; {@code null} where they can. */
    @Nullable Failure refused(Map<String, @Nullable Object> parameters) {
        try {
            store.whole(parameters);
            return null;
        } catch (LargeException e) {
            return Failure.permanent(e.code(), e.getMessage());
        }
    }

    /** The store can't be used now and then. */
    void awayWhen(BooleanSupplier when) {
        away = when;
    }

    /** Takes a step, answering what it asks. */
    Step step(Function<Elsewhere, Step> step) {
        return Objects.requireNonNull(step(step, false));
    }

    /** As the other; {@code null} for one that can't be taken now, as the store can't be used. */
    @Nullable Step stepUnlessAway(Function<Elsewhere, Step> step) {
        return step(step, away.getAsBoolean());
    }

    private @Nullable Step step(Function<Elsewhere, Step> step, boolean isAway) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        Set<String> without = new LinkedHashSet<>();
        while (true) {
            Elsewhere elsewhere = Elsewhere.knowing(answers, () -> true, most).puttingOff(without, "it is away");
            try {
                return step.apply(elsewhere);
            } catch (Elsewhere.UnansweredException e) {
                if (isAway) {
                    if (without.addAll(elsewhere.askers())) {
                        putOff++;
                        continue;
                    }
                    putAside++;
                    return null;
                }
                Map<String, Question> open = elsewhere.open();
                if (open.isEmpty()) {
                    throw new AssertionError("A step was given up, and asks nothing", e);
                }
                open.forEach((key, question) -> {
                    asked++;
                    answers.put(key, evaluation.answer(question));
                });
            }
        }
    }
}

package dev.weft.worker.interpreter.temporal;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.expression.Computation;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.definitions.expression.Values;
import dev.weft.definitions.input.Binding;
import dev.weft.definitions.input.InputBinder;
import dev.weft.definitions.input.InputFailure;
import dev.weft.worker.interpreter.block.ForEachItems;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.protocol.large.Answer;
import dev.weft.worker.protocol.large.Content;
import dev.weft.worker.protocol.large.KeptState;
import dev.weft.worker.protocol.large.LargeDesk;
import dev.weft.worker.protocol.large.LargeException;
import dev.weft.worker.protocol.large.LargeLimits;
import dev.weft.worker.protocol.large.LargeValueStore;
import dev.weft.worker.protocol.large.Question;
import dev.weft.worker.protocol.large.StoreReach;
import io.temporal.failure.ApplicationFailure;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers the runs of this worker from its blob store. Thread safe. */
public final class LargeEvaluation implements LargeDesk {
    private final @Nullable LargeValueStore store;
    private final StoreReach reach = new StoreReach();

    /**
     * @param store {@code null} where there is none: then nothing large can be kept or had
     */
    public LargeEvaluation(@Nullable LargeValueStore store) {
        this.store = store;
    }

    @Override
    public Answers evaluate(List<Question> questions) {
        try {
            return StoreReach.inTime(() -> answers(questions));
        } catch (LargeException e) {
            throw failure(e);
        }
    }

    private Answers answers(List<Question> questions) {
        List<Answer> answers = new ArrayList<>();
        long size = 0;
        for (Question question : questions) {
            Answer answer = answer(question);
            size += Content.write(answer.value()).length;
            if (!answers.isEmpty() && size > LargeLimits.ANSWER) {
                break;
            }
            answers.add(answer);
        }
        return new Answers(answers);
    }

    @Override
    public KeptState keepState(byte[] state) {
        String document = StateDocument.document(state).toString();
        byte[] blob = document.getBytes(StandardCharsets.UTF_8);
        try {
            BlobKey key = there().blobs().put(blob);
            int parts = (document.length() + LargeLimits.ANSWER - 1) / LargeLimits.ANSWER;
            return new KeptState(key.sha256(), blob.length, parts);
        } catch (BlobException e) {
            throw failure(new LargeException(e));
        }
    }

    @Override
    public String readState(KeptState state, int part) {
        String document = document(state);
        int from = part * LargeLimits.ANSWER;
        return document.substring(from, Math.min(document.length(), from + LargeLimits.ANSWER));
    }

    /** All of it. */
    String document(KeptState state) {
        try {
            return new String(there().blobs().get(new BlobKey(state.sha256())), StandardCharsets.UTF_8);
        } catch (BlobException e) {
            throw failure(new LargeException(e));
        }
    }

    @Override
    public void reach() {
        try {
            reach.check(there().blobs());
        } catch (LargeException e) {
            throw failure(e);
        }
    }

    /**
     * Answers one.
     *
     * @throws ApplicationFailure where it may be answered later
     */
    public Answer answer(Question question) {
        if (store == null) {
            return Answer.failed(Answer.NO_STORE, "This worker has no place for large values.");
        }
        Map<String, @Nullable Object> what = question.what();
        try {
            return switch (question.kind()) {
                case EVALUATE ->
                    Answer.of(there().keep(
                                    there().compute((Computation) Objects.requireNonNull(what.get("computation")))));
                case ITEMS -> Answer.of(items(what));
                case JOIN -> Answer.of(join((List<?>) Objects.requireNonNull(what.get("parts"))));
                case KEEP -> {
                    there().put(what.get("value"));
                    yield Answer.of(null);
                }
                case BIND -> bind(what);
            };
        } catch (LargeException e) {
            return failed(e);
        } catch (UncheckedIOException e) {
            return failed(LargeValueStore.unwrapped(e));
        } catch (EvaluationException e) {
            return Answer.failed("expression", "%s in: %s".formatted(e.getMessage(), e.expression()));
        }
    }

    private Map<String, @Nullable Object> items(Map<String, @Nullable Object> what)
            throws LargeException, EvaluationException {
        Object where = what.get("where");
        Object batch = what.get("batch");
        List<ForEachItems.Item> items = ForEachItems.of(
                there().open(what.get("in")),
                String.valueOf(what.get("source")),
                where == null ? null : new Expression(where.toString()),
                String.valueOf(what.get("as")),
                batch == null ? null : Integer.valueOf(((Number) batch).intValue()),
                there().scope(map(what.get("names"))));
        List<Long> numbers = items.stream().map(item -> (long) item.number()).toList();
        List<@Nullable Object> values = new ArrayList<>();
        for (ForEachItems.Item item : items) {
            values.add(Values.normalise(item.value()));
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("count", (long) items.size());
        if (!isEachInTurn(numbers)) {
            answer.put("numbers", numbers);
        }
        boolean fits = Content.write(values).length <= LargeLimits.ANSWER / 2;
        answer.put("values", fits ? values : there().put(values));
        if (Content.write(answer).length > LargeLimits.ANSWER) {
            throw new LargeException(
                    "too_many_items",
                    "Expected fewer items than %d. Put several into one with `batch`.".formatted(items.size()));
        }
        return answer;
    }

    private static boolean isEachInTurn(List<Long> numbers) {
        return numbers.isEmpty() || numbers.getLast() == numbers.size() - 1;
    }

    private @Nullable Object join(List<?> parts) throws LargeException {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object part : parts) {
            Object list = part instanceof LargeValue large ? there().at(large) : part;
            all.addAll((Collection<?>) Objects.requireNonNull(list));
        }
        return there().keep(all);
    }

    /** Defaults and all that is small as it is bound; what is large stays the handle that it was. */
    private Answer bind(Map<String, @Nullable Object> what) throws LargeException {
        Map<String, @Nullable Object> given = map(what.get("inputs"));
        Map<String, @Nullable Object> whole = map(there().whole(given));
        return switch (InputBinder.bind(
                PlanCache.plan(String.valueOf(what.get("document"))).definition(), whole)) {
            case Binding.Refused refused ->
                Answer.failed(
                        "invalid_parameters",
                        "Expected inputs that fit '%s', but found: %s"
                                .formatted(
                                        what.get("workflow"),
                                        refused.failures().stream()
                                                .map(InputFailure::toString)
                                                .collect(Collectors.joining("; "))));
            case Binding.Bound bound -> {
                Map<String, @Nullable Object> values = new LinkedHashMap<>(bound.values());
                given.forEach((name, value) -> {
                    if (LargeValue.in(value)) {
                        values.put(name, value);
                    }
                });
                yield Answer.of(values);
            }
        };
    }

    @SuppressWarnings("unchecked") // maps of the language have string keys
    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
    }

    private LargeValueStore there() throws ApplicationFailure {
        if (store == null) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "This worker has no place for large values.", Answer.NO_STORE);
        }
        return store;
    }

    private static Answer failed(LargeException e) {
        if (e.isPassing()) {
            throw failure(e);
        }
        return Answer.failed(e.code(), e.getMessage());
    }

    private static ApplicationFailure failure(LargeException e) {
        return e.isPassing()
                ? ApplicationFailure.newFailureWithCause(e.getMessage(), e.code(), e)
                : ApplicationFailure.newNonRetryableFailure(e.getMessage(), e.code());
    }
}

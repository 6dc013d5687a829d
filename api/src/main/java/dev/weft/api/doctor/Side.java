package dev.weft.api.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Asks the same of many things, some at a time. */
final class Side {
    private static final int AT_ONCE = 20;

    private Side() {}

    /**
     * The answers, in order.
     *
     * @param <T> of what is asked about
     * @param <A> of answers
     * @throws RuntimeException what the first question that fails does
     */
    static <T, A> List<A> bySide(List<T> things, Function<T, A> question) {
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<A>> asked = things.stream()
                    .map(thing -> threads.submit(() -> {
                        places.acquire();
                        try {
                            return question.apply(thing);
                        } finally {
                            places.release();
                        }
                    }))
                    .toList();
            List<A> answers = new ArrayList<>();
            for (Future<A> one : asked) {
                answers.add(one.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }
}

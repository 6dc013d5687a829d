package dev.weft.benchmarks.api;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The state of runs, asked for at a steady rate: a question waits for none before it, and counts from when it was due. */
final class States {
    private static final int WARM_UP_SECONDS = 10;

    private final Platform platform;

    States(Platform platform) {
        this.platform = platform;
    }

    Millis measure(List<String> runs, int rate, int seconds) throws Exception {
        ask(runs, rate, WARM_UP_SECONDS, new Millis());
        Millis millis = new Millis();
        ask(runs, rate, seconds, millis);
        return millis;
    }

    private void ask(List<String> runs, int rate, int seconds, Millis millis) throws Exception {
        Random random = new Random(3);
        int questions = rate * seconds;
        CountDownLatch left = new CountDownLatch(questions);
        AtomicInteger refused = new AtomicInteger();
        long begin = System.nanoTime();
        for (int i = 0; i < questions; i++) {
            long due = begin + i * TimeUnit.SECONDS.toNanos(1) / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            HttpRequest request = platform.request("/api/runs/" + runs.get(random.nextInt(runs.size())))
                    .build();
            platform.http()
                    .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                    .whenComplete((answer, failure) -> {
                        millis.add(System.nanoTime() - due);
                        if (failure != null || answer.statusCode() != 200) {
                            refused.incrementAndGet();
                        }
                        left.countDown();
                    });
        }
        left.await();
        if (refused.get() > 0) {
            throw new IllegalStateException("Expected the state of each run, but " + refused + " were refused");
        }
    }
}

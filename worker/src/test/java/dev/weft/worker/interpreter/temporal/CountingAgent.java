package dev.weft.worker.interpreter.temporal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentReader;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** An agent in this process, called by HTTP from however many others: it notes when it is called, and by how many at once. */
final class CountingAgent implements AutoCloseable {
    /** When each call came, in nanoseconds of this process's clock. */
    final List<Long> calls = new CopyOnWriteArrayList<>();

    final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final HttpServer server;
    private volatile IntPredicate fails = call -> false;
    private volatile long takes;

    CountingAgent() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** Which of the calls fail, by their number from 1. */
    void failing(IntPredicate which) {
        fails = which;
    }

    /** How many milliseconds each takes. */
    void taking(long millis) {
        takes = millis;
    }

    /** The agent, with bounds such as {@code rate_limit: 10/s}. */
    Agent agent(String name, String bounds) {
        return Objects.requireNonNull(AgentReader.read(
                        new SourceText(
                                "agent",
                                "{name: %s, kind: http, url: 'http://127.0.0.1:%d/', %s}"
                                        .formatted(name, server.getAddress().getPort(), bounds)),
                        null)
                .agent());
    }

    /** How many calls there were at most in any time so long. */
    int mostIn(long seconds) {
        List<Long> sorted = calls.stream().sorted().toList();
        int most = 0;
        for (int from = 0, to = 0; to < sorted.size(); to++) {
            while (sorted.get(to) - sorted.get(from) >= TimeUnit.SECONDS.toNanos(seconds)) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    /** How many there were at least in any time so long between the first and the last. */
    int leastIn(long seconds) {
        List<Long> sorted = calls.stream().sorted().toList();
        long length = TimeUnit.SECONDS.toNanos(seconds);
        int least = Integer.MAX_VALUE;
        for (long at : sorted) {
            if (at + length <= sorted.getLast()) {
                least = Math.min(least, (int) sorted.stream()
                        .filter(one -> one > at && one <= at + length)
                        .count());
            }
        }
        return least;
    }

    /** How long it took from the first call to the last. */
    double seconds() {
        List<Long> sorted = calls.stream().sorted().toList();
        return (sorted.getLast() - sorted.getFirst()) / 1e9;
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.add(System.nanoTime());
        int number = calls.size();
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (takes > 0) {
                TimeUnit.MILLISECONDS.sleep(takes);
            }
            byte[] body = "{\"ok\": true}".getBytes(StandardCharsets.UTF_8);
            // Before the answer: whoever has it may call again at once.
            now.decrementAndGet();
            exchange.sendResponseHeaders(fails.test(number) ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

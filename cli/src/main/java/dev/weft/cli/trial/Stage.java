package dev.weft.cli.trial;

import dev.weft.worker.WeftWorker;
import dev.weft.worker.interpreter.temporal.FactTap;
import dev.weft.worker.protocol.event.AwaitedEvent;
import dev.weft.worker.protocol.event.FactBatch;
import io.temporal.activity.DynamicActivity;
import io.temporal.common.converter.EncodedValues;
import io.temporal.worker.WorkerFactory;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A server with a worker, for one case after the other. It is used again only where all that a case began has ended: else its
 * clock might be held by what goes on. Thread safe, but for one case at a time.
 */
final class Stage implements AutoCloseable {
    private final VirtualServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final WorkerFactory lookup;
    private final WeftWorker worker;
    private volatile @Nullable Scene scene;

    /** What is played. */
    record Scene(World world, Actors actors) {}

    private Stage(Instant at) {
        server = VirtualServer.start(at);
        lookup = Lookup.serve(server.client());
        worker = WeftWorker.trial(server.client(), new Work(), this::await, new Facts(), new Attempts());
    }

    static Stage open(Instant at) {
        return new Stage(at);
    }

    VirtualServer server() {
        return server;
    }

    ExecutorService threads() {
        return threads;
    }

    void play(Scene next) {
        scene = next;
    }

    private Scene scene() {
        return Objects.requireNonNull(scene, "Expected a case before its run");
    }

    private void await(AwaitedEvent event) {
        scene().actors().events().await(event);
    }

    /** Work of the case that is played now. */
    private final class Work implements DynamicActivity {
        @Override
        public @Nullable Object execute(EncodedValues arguments) {
            return scene().world().execute(arguments);
        }
    }

    /** What runs of that case tell. */
    private final class Facts implements FactTap {
        @Override
        public void told(FactBatch facts, long historyLength) {
            scene().actors().told(facts, historyLength);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        lookup.shutdownNow();
        worker.closeNow();
        server.close();
    }
}

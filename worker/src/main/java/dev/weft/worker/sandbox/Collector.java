package dev.weft.worker.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a stream to its end on a thread of its own, and keeps a bounded part of it. */
final class Collector {
    private final InputStream stream;
    private final long limit;
    private final boolean tail;
    private final Runnable onOverflow;
    private final @Nullable Lines lines;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread thread;
    private volatile boolean overflowed;

    private Collector(
            InputStream stream, long limit, boolean tail, Runnable onOverflow, @Nullable Consumer<String> lines) {
        this.lines = lines == null ? null : new Lines(lines);
        this.stream = stream;
        this.limit = limit;
        this.tail = tail;
        this.onOverflow = onOverflow;
        this.thread = Thread.ofPlatform().daemon().name("weft-output").unstarted(this::collect);
    }

    /** Keeps the first bytes; what comes after them is an overflow. */
    static Collector head(InputStream stream, long limit, Runnable onOverflow) {
        return new Collector(stream, limit, false, onOverflow, null).start();
    }

    /**
     * As the other.
     *
     * @param lines takes what is read as soon as its line is whole, also what isn't kept; on the reading thread
     */
    static Collector head(InputStream stream, long limit, Runnable onOverflow, Consumer<String> lines) {
        return new Collector(stream, limit, false, onOverflow, lines).start();
    }

    /** Keeps the last bytes; for the rest as {@link #head}. */
    static Collector tail(InputStream stream, long limit, Consumer<String> lines) {
        return new Collector(stream, limit, true, () -> {}, lines).start();
    }

    private Collector start() {
        thread.start();
        return this;
    }

    /** What was kept, at the end of the stream; or, where some process holds it open still, a moment later. */
    byte[] await() throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(5));
        synchronized (kept) {
            byte[] all = kept.toByteArray();
            return tail && all.length > limit ? Arrays.copyOfRange(all, (int) (all.length - limit), all.length) : all;
        }
    }

    boolean overflowed() {
        return overflowed;
    }

    private void collect() {
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                keep(buffer, n);
                if (lines != null) {
                    lines.add(buffer, n);
                }
            }
            if (lines != null) {
                lines.end();
            }
        } catch (IOException e) {
            // The process was killed; what was read until then is what there is.
            return;
        }
    }

    private void keep(byte[] buffer, int n) {
        synchronized (kept) {
            if (!tail) {
                long room = limit - kept.size();
                kept.write(buffer, 0, (int) Math.min(n, room));
                if (n <= room || overflowed) {
                    return;
                }
                overflowed = true;
                onOverflow.run();
                return;
            }
            kept.write(buffer, 0, n);
            if (kept.size() > 2 * limit) {
                byte[] all = kept.toByteArray();
                kept.reset();
                kept.writeBytes(Arrays.copyOfRange(all, (int) (all.length - limit), all.length));
            }
        }
    }
}

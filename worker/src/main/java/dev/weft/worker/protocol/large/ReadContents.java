package dev.weft.worker.protocol.large;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contents of blobs that were read lately, up to so many bytes: tasks in a row, and items of a loop, read the same. Thread safe. */
final class ReadContents {
    private static final long MOST = 8L << 20;

    private final Map<String, Read> all = new LinkedHashMap<>(16, 0.75F, true);
    private long bytes;

    /**
     * One of them.
     *
     * @param value immutable
     */
    record Read(@Nullable Object value, long bytes) {}

    synchronized @Nullable Read find(String key) {
        return all.get(key);
    }

    synchronized void add(String key, Read read) {
        if (read.bytes() > MOST || all.containsKey(key)) {
            return;
        }
        all.put(key, read);
        bytes += read.bytes();
        Iterator<Read> eldest = all.values().iterator();
        while (bytes > MOST) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }
}

package dev.weft.api.folder;

import dev.weft.worker.protocol.event.CloudEvent;
import io.dropwizard.lifecycle.Managed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at folders of definitions every second, as long as the server runs: by listing them, as that works on every file system and
 * however editors save. A file that can't be taken raises an alert, which is cleared once it can, or is gone; a file that is gone takes
 * no definition away. Thread safe.
 */
public final class FolderWatch implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long GRACE_MILLIS = 5_000;

    private final Map<Path, FolderView> views = new LinkedHashMap<>();
    private final Map<Path, Map<String, String>> refused = new LinkedHashMap<>();
    private final Map<Path, String> unreadable = new LinkedHashMap<>();
    private final FolderTaker taker;
    private final Consumer<CloudEvent> alerts;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("weft-folders").unstarted(this::work);

    /**
     * @param folders absolute
     * @param taker asked by one thread
     * @param alerts takes events {@code alert.raised} and {@code alert.cleared}; the same one may come again
     */
    public FolderWatch(List<Path> folders, FolderTaker taker, Consumer<CloudEvent> alerts, Clock clock) {
        for (Path folder : folders) {
            Path absolute = folder.toAbsolutePath().normalize();
            views.put(absolute, new FolderView(absolute));
            refused.put(absolute, new TreeMap<>());
        }
        this.taker = taker;
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public void start() {
        if (!views.isEmpty()) {
            thread.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        closed.countDown();
        thread.join(GRACE_MILLIS);
    }

    private void work() {
        try {
            do {
                look();
            } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at all folders once. */
    void look() {
        views.forEach((folder, view) -> {
            try {
                FolderView.News news = view.look();
                unreadable.remove(folder);
                news.renamed().forEach((before, now) -> renamed(folder, before, now));
                news.changed().forEach((file, changed) -> changed(folder, view, file, changed));
                news.gone().forEach(file -> gone(folder, file));
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).equals(unreadable.put(folder, String.valueOf(e.getMessage())))) {
                    LOG.warn("Folder {} can't be read, its definitions stay as they are: {}", folder, e.getMessage());
                }
            } catch (RuntimeException e) {
                LOG.warn("Folder {} can't be taken now, and is looked at again", folder, e);
            }
        });
    }

    private void changed(Path folder, FolderView view, String file, FolderView.Changed changed) {
        Optional<String> problem;
        try {
            problem = taker.take(folder, file, changed.content());
        } catch (RuntimeException e) {
            LOG.warn("{} in {} can't be taken now, and is tried again: {}", file, folder, e.toString());
            view.again(file);
            return;
        }
        Map<String, String> known = refused.getOrDefault(folder, Map.of());
        if (problem.isEmpty()) {
            cleared(folder, file, known.remove(file), "it could be taken");
            return;
        }
        // The same for all servers that watch the folder, and another each time that the file is written.
        String id = UUID.nameUUIDFromBytes(
                        (folder + "\n" + file + "\n" + changed.at()).getBytes(StandardCharsets.UTF_8))
                .toString();
        LOG.warn("{} in {} was refused, what was saved before stays: {}", file, folder, problem.get());
        String before = known.put(file, id);
        if (!id.equals(before)) {
            cleared(folder, file, before, "it has changed");
        }
        alert("alert.raised", folder, file, id, Map.of("problems", problem.get()));
    }

    private void renamed(Path folder, String before, String now) {
        LOG.info("{} in {} is called {} now", before, folder, now);
        taker.renamed(folder, before, now);
        cleared(folder, before, refused.getOrDefault(folder, Map.of()).remove(before), "it is called " + now);
    }

    private void gone(Path folder, String file) {
        LOG.info("{} in {} is gone; what it defined stays: DELETE /api/workflows/ID removes it", file, folder);
        cleared(folder, file, refused.getOrDefault(folder, Map.of()).remove(file), "it is gone");
    }

    private void cleared(Path folder, String file, @Nullable String alert, String why) {
        if (alert != null) {
            alert("alert.cleared", folder, file, alert, Map.of("reason", why));
        }
    }

    private void alert(String type, Path folder, String file, String alert, Map<String, String> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("alert", alert);
        data.put("kind", "definition_refused");
        data.put("folder", folder.toString());
        data.put("file", file);
        data.putAll(more);
        alerts.accept(new CloudEvent(type + "." + alert, "/folders", type, file, clock.instant(), data, Map.of()));
    }
}

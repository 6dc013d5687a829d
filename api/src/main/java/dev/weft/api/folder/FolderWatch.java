package dev.weft.api.folder;

import dev.weft.worker.protocol.event.CloudEvent;
import io.dropwizard.lifecycle.Managed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
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
 * Looks at folders of definitions and agents every second, as long as the server runs: by listing them, as that works on every file
 * system and however editors save. A file that can't be taken raises an alert, which is cleared once it can, or is gone. One that is in
 * the way of another is looked at again whenever any has changed. Thread safe.
 */
public final class FolderWatch implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long GRACE_MILLIS = 5_000;

    private final List<Watched> folders;
    private final AlertBook open;
    private final Consumer<CloudEvent> alerts;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("weft-folders").unstarted(this::work);

    /**
     * @param folders in the order in which they are looked at; their takers are asked by one thread
     * @param open alerts of servers before this one
     * @param alerts takes events {@code alert.raised} and {@code alert.cleared}; the same one may come again
     */
    public FolderWatch(List<WatchedFolder> folders, AlertBook open, Consumer<CloudEvent> alerts, Clock clock) {
        this.folders = folders.stream().map(Watched::new).toList();
        this.open = open;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** What is known of a folder. */
    private static final class Watched {
        private final Path path;
        private final FolderTaker taker;
        private final boolean optional;
        private final FolderView view;
        private final Map<String, Refused> refused = new TreeMap<>();
        private boolean known;
        private @Nullable String unreadable;

        Watched(WatchedFolder folder) {
            path = folder.path();
            taker = folder.taker();
            optional = folder.optional();
            view = new FolderView(path);
        }
    }

    /**
     * A file that wasn't taken.
     *
     * @param alert its id
     * @param forNow see {@link Refusal}
     */
    private record Refused(String alert, boolean forNow) {}

    @Override
    public void start() {
        if (!folders.isEmpty()) {
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
        boolean changed = false;
        for (Watched folder : folders) {
            try {
                recall(folder);
                FolderView.News news = folder.view.look();
                folder.unreadable = null;
                news.renamed().forEach((before, now) -> renamed(folder, before, now));
                for (Map.Entry<String, FolderView.Changed> file : news.changed().entrySet()) {
                    changed |= take(folder, file.getKey(), file.getValue());
                }
                news.gone().forEach(file -> gone(folder, file));
                changed |= !(news.renamed().isEmpty() && news.gone().isEmpty());
            } catch (NoSuchFileException missing) {
                if (!folder.optional) {
                    unreadable(folder, missing);
                }
            } catch (IOException e) {
                unreadable(folder, e);
            } catch (RuntimeException e) {
                LOG.warn("Folder {} can't be taken now, and is looked at again", folder.path, e);
            }
        }
        if (changed) {
            folders.forEach(folder -> folder.refused.forEach((file, refused) -> {
                if (refused.forNow) {
                    folder.view.again(file);
                }
            }));
        }
    }

    /** Remembers what was refused before this server was there; of what is gone since, it is told like of what goes now. */
    private void recall(Watched folder) {
        if (!folder.known) {
            open.of(folder.path.toString()).forEach((file, alert) -> {
                folder.refused.put(file, new Refused(alert, false));
                folder.view.expect(file);
            });
            folder.known = true;
        }
    }

    private static void unreadable(Watched folder, IOException e) {
        String why = String.valueOf(e.getMessage());
        if (!why.equals(folder.unreadable)) {
            LOG.warn("Folder {} can't be read, what was taken of it stays as it is: {}", folder.path, why);
        }
        folder.unreadable = why;
    }

    /** Takes a file; whether it could be taken. */
    private boolean take(Watched folder, String file, FolderView.Changed changed) {
        Optional<Refusal> refusal;
        try {
            refusal = folder.taker.take(folder.path, file, changed.content());
        } catch (RuntimeException e) {
            LOG.warn("{} in {} can't be taken now, and is tried again: {}", file, folder.path, e.toString());
            folder.view.again(file);
            return false;
        }
        if (refusal.isEmpty()) {
            cleared(folder, file, folder.refused.remove(file), "it could be taken");
            return true;
        }
        // The same for all servers that watch the folder, and another each time that the file is written.
        String id = UUID.nameUUIDFromBytes(
                        (folder.path + "\n" + file + "\n" + changed.at()).getBytes(StandardCharsets.UTF_8))
                .toString();
        Refused before = folder.refused.put(file, new Refused(id, refusal.get().forNow()));
        if (before != null && before.alert.equals(id)) {
            return false;
        }
        LOG.warn(
                "{} in {} was refused, what was saved before stays: {}",
                file,
                folder.path,
                refusal.get().words());
        cleared(folder, file, before, "it has changed");
        alert("alert.raised", folder, file, id, problems(refusal.get()));
        open.raised(folder.path.toString(), file, id);
        return false;
    }

    private static Map<String, Object> problems(Refusal refusal) {
        Map<String, Object> problems = new LinkedHashMap<>();
        problems.put("problems", refusal.words());
        problems.put("details", refusal.problems());
        return problems;
    }

    private void renamed(Watched folder, String before, String now) {
        LOG.info("{} in {} is called {} now", before, folder.path, now);
        folder.taker.renamed(folder.path, before, now);
        Refused refused = folder.refused.remove(before);
        cleared(folder, before, refused, "it is called " + now);
        // A copy that was in the way until the other went.
        cleared(folder, now, folder.refused.remove(now), "it is in the place of " + before);
        if (refused != null) {
            folder.view.again(now);
        }
    }

    private void gone(Watched folder, String file) {
        String became = folder.taker.gone(folder.path, file);
        LOG.info("{} in {} is gone; {}", file, folder.path, became);
        cleared(folder, file, folder.refused.remove(file), "it is gone");
    }

    private void cleared(Watched folder, String file, @Nullable Refused refused, String why) {
        if (refused != null) {
            alert("alert.cleared", folder, file, refused.alert, Map.of("reason", why));
            open.cleared(folder.path.toString(), file, refused.alert);
        }
    }

    private void alert(String type, Watched folder, String file, String alert, Map<String, Object> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("alert", alert);
        data.put("kind", folder.taker.alert());
        data.put("folder", folder.path.toString());
        data.put("file", file);
        data.putAll(more);
        alerts.accept(new CloudEvent(type + "." + alert, "/folders", type, file, clock.instant(), data, Map.of()));
    }
}

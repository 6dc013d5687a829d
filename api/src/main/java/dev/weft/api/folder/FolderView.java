package dev.weft.api.folder;

import dev.weft.definitions.Definitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder as it was seen, look after look. A file counts once two looks have found it the same, so that one that is being written
 * isn't taken half; an empty one, which editors leave for a moment, after some more. One that is gone for a look and back is the
 * same file. Used by one thread.
 */
final class FolderView {
    private static final int SETTLED = 2;
    private static final int SETTLED_EMPTY = 4;
    private static final int GONE = 3;

    private final Path folder;
    private final Map<String, Seen> files = new TreeMap<>();

    FolderView(Path folder) {
        this.folder = folder;
    }

    /** What is known of a file. */
    private static final class Seen {
        private FileMark mark;
        private int same;
        private int missing;
        private boolean told;
        private @Nullable String digest;

        Seen(FileMark mark) {
            this.mark = mark;
        }
    }

    /**
     * Another content.
     *
     * @param at when the file was changed
     */
    record Changed(byte[] content, FileTime at) {}

    /**
     * What is to be done after a look.
     *
     * @param changed files that are new or have changed, by name
     * @param renamed new names by old ones, of files with the same content
     * @param gone names of files that are no more
     */
    record News(Map<String, Changed> changed, Map<String, String> renamed, List<String> gone) {}

    /**
     * Looks once.
     *
     * @throws IOException where the folder can't be read; then nothing is known to be gone
     */
    News look() throws IOException {
        Map<String, FileMark> now = list();
        Map<String, Changed> changed = new LinkedHashMap<>();
        now.forEach(this::note);
        List<String> gone = missing(now);
        Map<String, String> renamed = new LinkedHashMap<>();
        for (Map.Entry<String, Seen> entry : files.entrySet()) {
            Seen seen = entry.getValue();
            if (!seen.told && seen.missing == 0 && seen.same >= (seen.mark.size() == 0 ? SETTLED_EMPTY : SETTLED)) {
                byte[] content = content(entry.getKey(), seen);
                if (content == null) {
                    continue;
                }
                seen.told = true;
                String digest = Definitions.digest(new String(content, StandardCharsets.ISO_8859_1));
                if (digest.equals(seen.digest)) {
                    continue;
                }
                seen.digest = digest;
                String before = before(digest, entry.getKey());
                if (before == null) {
                    changed.put(entry.getKey(), new Changed(content, seen.mark.changed()));
                } else {
                    renamed.put(before, entry.getKey());
                }
            }
        }
        renamed.keySet().forEach(files::remove);
        gone.removeAll(renamed.keySet());
        gone.forEach(files::remove);
        return new News(changed, renamed, gone);
    }

    /** Knows of a file that was there before the first look: it is gone where looks don't find it. */
    void expect(String name) {
        files.putIfAbsent(name, new Seen(FileMark.UNKNOWN));
    }

    /** Tells of a file once more at the next look. */
    void again(String name) {
        Seen seen = files.get(name);
        if (seen != null) {
            seen.told = false;
            seen.digest = null;
        }
    }

    private Map<String, FileMark> list() throws IOException {
        Map<String, FileMark> now = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(DefinitionFile::is).toList()) {
                try {
                    now.put(file.getFileName().toString(), FileMark.of(file));
                } catch (NoSuchFileException goneMeanwhile) {
                    now.remove(file.getFileName().toString());
                }
            }
        }
        return now;
    }

    private void note(String name, FileMark mark) {
        Seen seen = files.get(name);
        if (seen == null) {
            seen = new Seen(mark);
            files.put(name, seen);
        }
        seen.missing = 0;
        if (seen.mark.equals(mark)) {
            seen.same++;
        } else {
            seen.mark = mark;
            seen.same = 1;
            seen.told = false;
        }
    }

    private List<String> missing(Map<String, FileMark> now) {
        List<String> gone = new ArrayList<>();
        files.forEach((name, seen) -> {
            if (!now.containsKey(name)) {
                seen.missing++;
                if (seen.missing >= GONE) {
                    gone.add(name);
                }
            }
        });
        return gone;
    }

    /** All of it, unless it has changed while it was read. */
    private byte @Nullable [] content(String name, Seen seen) {
        Path file = folder.resolve(name);
        try {
            byte[] content = Files.readAllBytes(file);
            FileMark after = FileMark.of(file);
            if (after.equals(seen.mark)) {
                return content;
            }
            seen.mark = after;
            seen.same = 1;
            return null;
        } catch (IOException goneOrLocked) {
            return null;
        }
    }

    /** The name that a content had, which is there no more. */
    private @Nullable String before(String digest, String name) {
        for (Map.Entry<String, Seen> entry : files.entrySet()) {
            Seen seen = entry.getValue();
            if (seen.missing > 0
                    && digest.equals(seen.digest)
                    && !entry.getKey().equals(name)) {
                return entry.getKey();
            }
        }
        return null;
    }
}

package dev.weft.worker.action.file;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Lists one folder, once. Not thread safe. */
public final class FileList {
    private static final int MOST = 10_000;
    private final Place top;
    private final boolean recursive;
    private final PathMatcher matcher;
    private final ActionContext context;
    private final List<Map<String, @Nullable Object>> entries = new ArrayList<>();

    /**
     * @param pattern glob over paths below the folder; {@code null} for all
     * @throws ActionException {@code invalid_parameters} when the pattern isn't a glob
     */
    public FileList(Place top, boolean recursive, @Nullable String pattern, ActionContext context)
            throws ActionException {
        this.top = top;
        this.recursive = recursive;
        this.context = context;
        try {
            matcher = pattern == null ? path -> true : FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw ActionException.invalidParameters(
                    "Expected a glob such as *.csv at /pattern, but found '" + pattern + "': " + e.getDescription());
        }
    }

    /** The entries, sorted by folder and name; links are listed, never followed. */
    public List<Map<String, @Nullable Object>> entries() throws ActionException, InterruptedException {
        try {
            if (!top.isRoot()) {
                refuseFile();
            }
            try (Folder folder = Walk.folder(top)) {
                list(folder, "");
            }
            return entries;
        } catch (IOException e) {
            throw FileFailures.of(e, top.shown());
        }
    }

    private void refuseFile() throws IOException, ActionException {
        try (Folder parent = Walk.parent(top, false)) {
            Walk.refuseFile(parent, top);
        }
    }

    private void list(Folder folder, String prefix) throws IOException, ActionException, InterruptedException {
        context.heartbeat();
        for (String name : folder.names()) {
            BasicFileAttributes attributes = folder.attributes(name);
            if (attributes == null || name.startsWith(Folder.HIDDEN)) {
                continue;
            }
            String below = prefix + name;
            if (matcher.matches(Path.of(below))) {
                add(below, attributes);
            }
            if (recursive && attributes.isDirectory()) {
                try (Folder child = folder.child(name)) {
                    list(child, below + "/");
                }
            }
        }
    }

    private void add(String below, BasicFileAttributes attributes) throws ActionException {
        if (entries.size() == MOST) {
            throw ActionException.permanent(
                    "too_large",
                    "Expected at most " + MOST + " entries in '" + top.shown() + "', but found more. Use a pattern.");
        }
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("path", top.shown().equals(".") ? below : top.shown() + "/" + below);
        entry.putAll(FileReads.describe(attributes));
        entries.add(entry);
    }
}

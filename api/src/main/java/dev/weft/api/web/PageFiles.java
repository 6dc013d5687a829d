package dev.weft.api.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which path is which file. The files are read once and by name, so that no path of a request ever names a file. Thread
 * safe.
 */
final class PageFiles {
    /** Everything below {@code /web/}; a test compares it with the folder. */
    static final List<String> NAMES = List.of(
            "app.js",
            "client.js",
            "controls.js",
            "dom.js",
            "fields.js",
            "format.js",
            "gate.js",
            "graph.js",
            "home.js",
            "icon.svg",
            "poll.js",
            "run.js",
            "signin.js",
            "style.css",
            "tasks.js");

    private static final Pattern SHELL = Pattern.compile("/|/runs/?|/runs/[^/]+");
    private final PageFile shell = PageFile.read("index.html");
    private final Map<String, PageFile> assets = new LinkedHashMap<>();

    PageFiles() {
        NAMES.forEach(name -> assets.put("/web/" + name, PageFile.read(name)));
    }

    /**
     * The file of a decoded path. All pages are the one shell, which finds out by itself what there is to show.
     */
    Optional<PageFile> at(String path) {
        return SHELL.matcher(path).matches() ? Optional.of(shell) : Optional.ofNullable(assets.get(path));
    }
}

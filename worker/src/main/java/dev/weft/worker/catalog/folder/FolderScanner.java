package dev.weft.worker.catalog.folder;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is below a folder: {@code {folder?}} → {@code {files, bytes, types: [{type, files, bytes}], largest:
 * [{path, bytes}]}}; types are endings in lower case, by bytes, and with the largest files at most {@value #LISTED}.
 */
public final class FolderScanner implements AgentHandler {
    static final int LISTED = 20;

    @Override
    public String name() {
        return "folder_scanner";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        FolderTree tree = FolderTree.open(parameters, context);
        Map<String, long[]> types = new TreeMap<>();
        long bytes = 0;
        for (FolderTree.Entry entry : tree.entries()) {
            long[] sums = types.computeIfAbsent(type(entry.file().getFileName().toString()), type -> new long[2]);
            sums[0]++;
            sums[1] += entry.size();
            bytes += entry.size();
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("files", tree.entries().size());
        output.put("bytes", bytes);
        output.put("types", types(types));
        output.put(
                "largest",
                tree.entries().stream()
                        .sorted(Comparator.comparingLong(entry -> -entry.size()))
                        .limit(LISTED)
                        .map(entry -> ordered("path", tree.name(entry.file()), "bytes", entry.size()))
                        .toList());
        return output;
    }

    private static List<Map<String, Object>> types(Map<String, long[]> types) {
        List<Map<String, Object>> list = new ArrayList<>();
        types.entrySet().stream()
                .sorted(Comparator.comparingLong(type -> -type.getValue()[1]))
                .limit(LISTED)
                .forEach(type -> list.add(
                        ordered("type", type.getKey(), "files", type.getValue()[0], "bytes", type.getValue()[1])));
        return list;
    }

    private static String type(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 || name.length() - dot > 12
                ? ""
                : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int at = 0; at < pairs.length; at += 2) {
            map.put((String) pairs[at], pairs[at + 1]);
        }
        return map;
    }
}

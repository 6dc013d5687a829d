package dev.weft.worker.catalog.folder;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds files below a folder that hold the same bytes: {@code {folder?}} → {@code {copies, wasted, groups: [{bytes,
 * sha256, paths}]}}. {@code copies} are the files that could go, {@code wasted} their bytes; the groups that waste most
 * are listed, at most {@value #LISTED}, with ten paths each. Only files of the same size are read.
 */
public final class CopyFinder implements AgentHandler {
    static final int LISTED = 20;
    private static final int PATHS = 10;

    @Override
    public String name() {
        return "copy_finder";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context)
            throws ActionException, InterruptedException {
        FolderTree tree = FolderTree.open(parameters, context);
        Map<Long, List<FolderTree.Entry>> sizes = new TreeMap<>();
        tree.entries().stream()
                .filter(entry -> entry.size() > 0)
                .forEach(entry -> sizes.computeIfAbsent(entry.size(), size -> new ArrayList<>())
                        .add(entry));
        List<Group> groups = new ArrayList<>();
        for (Map.Entry<Long, List<FolderTree.Entry>> size : sizes.entrySet()) {
            if (size.getValue().size() > 1) {
                groups.addAll(same(tree, size.getKey(), size.getValue(), context));
            }
        }
        groups.sort(Comparator.comparingLong((Group group) -> -group.wasted()).thenComparing(Group::sha256));
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put(
                "copies",
                groups.stream().mapToLong(group -> group.paths().size() - 1L).sum());
        output.put("wasted", groups.stream().mapToLong(Group::wasted).sum());
        output.put("groups", groups.stream().limit(LISTED).map(Group::asMap).toList());
        return output;
    }

    private static List<Group> same(FolderTree tree, long size, List<FolderTree.Entry> entries, ActionContext context)
            throws ActionException, InterruptedException {
        Map<String, List<String>> byContent = new TreeMap<>();
        for (FolderTree.Entry entry : entries) {
            context.heartbeat();
            byContent
                    .computeIfAbsent(tree.files().sha256(entry.file()), sha256 -> new ArrayList<>())
                    .add(tree.name(entry.file()));
        }
        List<Group> groups = new ArrayList<>();
        byContent.forEach((sha256, paths) -> {
            if (paths.size() > 1) {
                groups.add(new Group(size, sha256, List.copyOf(paths)));
            }
        });
        return groups;
    }

    private record Group(long size, String sha256, List<String> paths) {
        long wasted() {
            return size * (paths.size() - 1);
        }

        Map<String, Object> asMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("bytes", size);
            map.put("sha256", sha256);
            map.put("count", paths.size());
            map.put("paths", paths.stream().limit(PATHS).toList());
            return map;
        }
    }
}

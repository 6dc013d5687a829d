package dev.weft.definitions;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Breaks documents at random as trees: what comes out is YAML again, but no longer what was meant. */
final class StructuralMutation {
    private static final DumperOptions OPTIONS = new DumperOptions();

    static {
        OPTIONS.setSplitLines(false);
    }

    private static final List<String> TEXTS = List.of(
            "x".repeat(70_000),
            "é😀\u2028\ufeff",
            "\t",
            "",
            "${{ " + "(".repeat(2_000) + "}}",
            "${{ inputs.x }}",
            "${{ tasks }}",
            "tasks.a.output",
            "<<",
            "all",
            "any",
            "9223372036854775808",
            "-0.0",
            "1e400",
            "a.b.c",
            "fallback",
            "99999d",
            "[0-9]{1000}");

    private final List<String> documents;
    private final Random random;

    StructuralMutation(List<String> documents, Random random) {
        this.documents = documents.stream().filter(StructuralMutation::isTree).toList();
        this.random = random;
    }

    String next() {
        Node root = read(documents.get(random.nextInt(documents.size())));
        for (int i = random.nextInt(3); i >= 0; i--) {
            root = change(root);
        }
        StringWriter written = new StringWriter();
        new Yaml(OPTIONS).serialize(root, written);
        return written.toString();
    }

    private Node change(Node root) {
        List<Node> holders = new ArrayList<>();
        collect(root, holders);
        if (holders.isEmpty()) {
            return other();
        }
        Node holder = holders.get(random.nextInt(holders.size()));
        if (holder instanceof MappingNode map) {
            entries(map.getValue());
        } else if (holder instanceof SequenceNode list) {
            items(list.getValue());
        }
        return root;
    }

    private void entries(List<NodeTuple> entries) {
        if (entries.isEmpty()) {
            entries.add(new NodeTuple(scalar("a"), other()));
            return;
        }
        int at = random.nextInt(entries.size());
        NodeTuple entry = entries.get(at);
        int from = random.nextInt(entries.size());
        switch (random.nextInt(8)) {
            case 0 -> entries.remove(at);
            case 1 -> entries.add(entry);
            case 2 ->
                entries.set(
                        at, new NodeTuple(entry.getKeyNode(), entries.get(from).getValueNode()));
            case 3 -> entries.set(at, new NodeTuple(text(), entry.getValueNode()));
            case 4 -> entries.set(at, new NodeTuple(entry.getKeyNode(), text()));
            case 5 -> entries.add(new NodeTuple(scalar("<<"), entries.get(from).getValueNode()));
            case 6 -> entries.set(at, new NodeTuple(entry.getKeyNode(), wrapped(entry.getValueNode())));
            default -> entries.set(at, new NodeTuple(entry.getKeyNode(), other()));
        }
    }

    private void items(List<Node> items) {
        if (items.isEmpty()) {
            items.add(other());
            return;
        }
        int at = random.nextInt(items.size());
        switch (random.nextInt(5)) {
            case 0 -> items.remove(at);
            case 1 -> items.add(items.get(at));
            case 2 -> items.set(at, text());
            case 3 -> items.set(at, wrapped(items.get(at)));
            default -> items.set(at, other());
        }
    }

    private Node wrapped(Node node) {
        Node wrapped = node;
        for (int i = random.nextInt(10) == 0 ? 120 : 1 + random.nextInt(2); i > 0; i--) {
            wrapped = random.nextBoolean()
                    ? new SequenceNode(Tag.SEQ, new ArrayList<>(List.of(wrapped)), DumperOptions.FlowStyle.FLOW)
                    : new MappingNode(
                            Tag.MAP,
                            new ArrayList<>(List.of(new NodeTuple(scalar("k"), wrapped))),
                            DumperOptions.FlowStyle.FLOW);
        }
        return wrapped;
    }

    /** A piece of another document, or all of it. */
    private Node other() {
        Node root = read(documents.get(random.nextInt(documents.size())));
        List<Node> holders = new ArrayList<>();
        collect(root, holders);
        return holders.isEmpty() ? root : holders.get(random.nextInt(holders.size()));
    }

    private Node text() {
        return random.nextInt(3) == 0
                ? scalar(Integer.toString(random.nextInt()))
                : scalar(TEXTS.get(random.nextInt(TEXTS.size())));
    }

    private static Node scalar(String text) {
        return new ScalarNode(Tag.STR, text, null, null, DumperOptions.ScalarStyle.PLAIN);
    }

    private static void collect(Node node, List<Node> holders) {
        if (node instanceof MappingNode map) {
            holders.add(map);
            map.getValue().forEach(entry -> collect(entry.getValueNode(), holders));
        } else if (node instanceof SequenceNode list) {
            holders.add(list);
            list.getValue().forEach(item -> collect(item, holders));
        }
    }

    private static boolean isTree(String text) {
        try {
            Iterator<Node> roots = new Yaml().composeAll(new StringReader(text)).iterator();
            return roots.hasNext() && isTree(roots.next(), 0) && !roots.hasNext();
        } catch (YAMLException e) {
            return false;
        }
    }

    // What is written with aliases may hold itself; what is very large takes more time to break than to read.
    private static boolean isTree(@Nullable Node node, int depth) {
        if (depth > 60) {
            return false;
        }
        if (node instanceof MappingNode map) {
            return map.getValue().stream().allMatch(entry -> isTree(entry.getValueNode(), depth + 1));
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().allMatch(item -> isTree(item, depth + 1));
        }
        return node != null;
    }

    private static Node read(String text) {
        return new Yaml().compose(new StringReader(text));
    }
}

package dev.weft.definitions.source;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Builds the tree out of the parser's events, one stack frame for each open list or map. */
final class NodeBuilder {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_ALIASES = 100;
    private static final int MAX_NODES = 300_000;

    private final ProblemCollector problems;
    private final Offsets offsets;
    private final Scalars scalars;
    private final Deque<Frame> open = new ArrayDeque<>();
    private final Map<String, Node> anchors = new HashMap<>();
    private final Set<String> openAnchors = new HashSet<>();
    private final List<Pointer> unread = new ArrayList<>();
    private int aliases;
    private @Nullable Node root;

    NodeBuilder(ProblemCollector problems, Offsets offsets) {
        this.problems = problems;
        this.offsets = offsets;
        this.scalars = new Scalars(problems, offsets);
    }

    /** The top value, or {@code null} where there is none. */
    @Nullable Node root() {
        return root;
    }

    /** Values that couldn't be read, for which there is nothing in the tree. */
    List<Pointer> unread() {
        return unread;
    }

    /** Takes an event; {@code false} when going on makes no sense. */
    boolean take(Event event) {
        return switch (event.getEventId()) {
            case Scalar -> add(scalar((ScalarEvent) event), anchor(event));
            case Alias -> alias((AliasEvent) event);
            case SequenceStart, MappingStart -> start((CollectionStartEvent) event);
            case SequenceEnd, MappingEnd -> end(event);
            case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> true;
        };
    }

    // The path of a key is that of the field which it names.
    private ScalarNode scalar(ScalarEvent event) {
        Frame frame = open.peek();
        boolean key = frame != null && frame.map && frame.awaitsKey;
        return scalars.read(event, key ? nextPath().field(event.getValue()) : nextPath());
    }

    private boolean start(CollectionStartEvent event) {
        Span here = offsets.span(event.getStartMark(), event.getEndMark());
        if (open.size() == MAX_DEPTH) {
            return stop(
                    ProblemCode.TOO_DEEP,
                    here,
                    "Expected values nested at most " + MAX_DEPTH + " deep, but found more");
        }
        scalars.checkTag(event.getTag(), here, nextPath());
        Frame frame = new Frame(event instanceof MappingStartEvent, here.start(), nextPath(), event.getAnchor());
        if (event.getAnchor() != null) {
            openAnchors.add(event.getAnchor());
        }
        open.push(frame);
        return true;
    }

    private boolean end(Event event) {
        Frame frame = open.pop();
        Span span = new Span(frame.start, Math.max(frame.start, offsets.of(event.getEndMark())));
        Node node = frame.map
                ? new MapNode(frame.entries, span, frame.path, frame.size)
                : new ListNode(frame.items, span, frame.path, frame.size);
        if (frame.anchor != null) {
            openAnchors.remove(frame.anchor);
        }
        return add(node, frame.anchor);
    }

    private boolean alias(AliasEvent event) {
        Span here = offsets.span(event.getStartMark(), event.getEndMark());
        String name = event.getAnchor();
        if (openAnchors.contains(name)) {
            return stop(
                    ProblemCode.ALIAS, here, "Expected a value, but found the alias *" + name + " inside of itself");
        }
        Node node = anchors.get(name);
        if (node == null) {
            stop(
                    ProblemCode.ALIAS,
                    here,
                    "Expected the alias of an anchor before it, but found *" + name + "; there is no &" + name);
            Frame frame = open.peek();
            if (frame == null || frame.map && frame.awaitsKey) {
                return false;
            }
            unread.add(nextPath());
            return add(new ScalarNode(null, "", ScalarNode.Style.PLAIN, here, nextPath()), null);
        }
        if (++aliases > MAX_ALIASES) {
            return stop(ProblemCode.ALIAS, here, "Expected at most " + MAX_ALIASES + " aliases, but found more");
        }
        return add(node, null);
    }

    private boolean add(Node node, @Nullable String anchor) {
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        Frame frame = open.peek();
        if (frame == null) {
            root = node;
            return true;
        }
        frame.size += node.size();
        if (frame.size > MAX_NODES) {
            return stop(
                    ProblemCode.TOO_LARGE,
                    node.span(),
                    "Expected a document of at most " + MAX_NODES + " values, but aliases make it larger");
        }
        if (!frame.map) {
            frame.items.add(node);
        } else if (frame.awaitsKey) {
            frame.awaitsKey = false;
            frame.key = key(node);
        } else {
            frame.awaitsKey = true;
            put(frame, node);
        }
        return true;
    }

    private void put(Frame frame, Node value) {
        ScalarNode key = frame.key;
        if (key == null) {
            return;
        }
        MapNode.Entry first = frame.entries.putIfAbsent(key.text(), new MapNode.Entry(key, value));
        if (first != null) {
            SourceText source = problems.source();
            problems.error(
                    ProblemCode.DUPLICATE_KEY,
                    key,
                    "Expected every key once, but found \"" + key.text() + "\" again",
                    "It is already in line " + source.line(first.key().span().start())
                            + "; remove or rename one of them.");
        }
    }

    private @Nullable ScalarNode key(Node node) {
        if (!(node instanceof ScalarNode key)) {
            problems.error(
                    ProblemCode.KEY,
                    node,
                    "Expected text as a key, but found " + node.describe(),
                    "A value that starts with { or [ must be quoted if it is text.");
            return null;
        }
        if (key.text().equals("<<") && key.style() == ScalarNode.Style.PLAIN) {
            problems.error(
                    ProblemCode.KEY,
                    key,
                    "Expected a key, but found the merge key <<, which YAML 1.2 doesn't have",
                    "Write the values out, or use an alias for a whole value.");
            return null;
        }
        return key;
    }

    private Pointer nextPath() {
        Frame frame = open.peek();
        if (frame == null) {
            return Pointer.ROOT;
        }
        if (!frame.map) {
            return frame.path.item(frame.items.size());
        }
        ScalarNode key = frame.key;
        return frame.awaitsKey || key == null ? frame.path : frame.path.field(key.text());
    }

    private static @Nullable String anchor(Event event) {
        return ((NodeEvent) event).getAnchor();
    }

    private boolean stop(ProblemCode code, Span span, String message) {
        problems.add(code, Severity.ERROR, span, nextPath(), message, code.cure());
        return false;
    }

    private static final class Frame {
        private final boolean map;
        private final int start;
        private final Pointer path;
        private final @Nullable String anchor;
        private final Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
        private final List<Node> items = new ArrayList<>();
        private int size = 1;
        private boolean awaitsKey = true;
        private @Nullable ScalarNode key;

        Frame(boolean map, int start, Pointer path, @Nullable String anchor) {
            this.map = map;
            this.start = start;
            this.path = path;
            this.anchor = anchor;
        }
    }
}

package dev.weft.definitions.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Nodes that a front end makes up: each takes the place of what it was made from. */
public final class Made {
    private Made() {}

    /** A text. */
    public static ScalarNode text(String text, Node origin) {
        return new ScalarNode(text, text, ScalarNode.Style.COMPOSED, origin.span(), origin.path());
    }

    /** A whole number. */
    public static ScalarNode number(long number, Node origin) {
        return new ScalarNode(number, Long.toString(number), ScalarNode.Style.COMPOSED, origin.span(), origin.path());
    }

    /** A number with a fraction. */
    public static ScalarNode number(double number, Node origin) {
        return new ScalarNode(number, Double.toString(number), ScalarNode.Style.COMPOSED, origin.span(), origin.path());
    }

    /** Nothing. */
    public static ScalarNode nothing(Node origin) {
        return new ScalarNode(null, "null", ScalarNode.Style.COMPOSED, origin.span(), origin.path());
    }

    /** The place right behind a node, for what the author wrote nothing of. */
    public static Node behind(Node node) {
        Span span = new Span(node.span().end(), node.span().end());
        return new ScalarNode(null, "", ScalarNode.Style.COMPOSED, span, node.path());
    }

    /** The items of a text that stands in the place of a list: itself, or what its commas separate. */
    public static List<ScalarNode> items(ScalarNode text) {
        if (text.text().indexOf(',') < 0) {
            return List.of(text);
        }
        return Pattern.compile(",")
                .splitAsStream(text.text())
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(item -> text(item, text))
                .toList();
    }

    /** A list. */
    public static ListNode list(List<? extends Node> items, Node origin) {
        int size = 1;
        for (Node item : items) {
            size += item.size();
        }
        return new ListNode(List.copyOf(items), origin.span(), origin.path(), size);
    }

    /**
     * Conditions that must all hold, as one expression. A single one stays what it is. Each must be an expression of its own,
     * or the whole may mean something else.
     */
    public static ScalarNode all(List<ScalarNode> conditions, Node origin) {
        if (conditions.size() == 1) {
            return conditions.getFirst();
        }
        StringBuilder text = new StringBuilder();
        List<ScalarNode.Piece> pieces = new ArrayList<>();
        for (ScalarNode condition : conditions) {
            text.append(text.isEmpty() ? "(" : " && (");
            pieces.add(new ScalarNode.Piece(text.length(), condition));
            // A comment would swallow the parenthesis.
            text.append(condition.text().stripTrailing())
                    .append(condition.text().contains("//") ? "\n)" : ")");
        }
        String all = text.toString();
        return new ScalarNode(all, all, ScalarNode.Style.COMPOSED, origin.span(), origin.path(), pieces);
    }
}

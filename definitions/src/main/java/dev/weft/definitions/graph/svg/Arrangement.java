package dev.weft.definitions.graph.svg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Puts the nodes of columns in an order in which few wires cross, and on heights on which wires are nearly straight.
 * Deterministic; each sweep takes time linear in nodes and wires, but for sorting.
 */
final class Arrangement {
    private static final int SWEEPS = 6;
    private static final int GAP = 20;

    private Arrangement() {}

    /** Reorders each column and sets the nodes' {@code y}; the highest top is then at 0. */
    static void arrange(List<List<Node>> columns) {
        columns.forEach(Arrangement::rank);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (List<Node> column : columns) {
                sort(column, node -> mean(node.before, one -> one.rank, node.rank));
            }
            for (List<Node> column : columns.reversed()) {
                sort(column, node -> mean(node.after, one -> one.rank, node.rank));
            }
        }
        columns.forEach(column -> settle(column, node -> 0));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            columns.forEach(column -> settle(column, node -> mean(node.before, one -> one.y, node.y)));
            columns.reversed().forEach(column -> settle(column, node -> mean(node.after, one -> one.y, node.y)));
        }
        columns.forEach(column -> settle(column, node -> mean(node.before, one -> one.y, node.y)));
        double top = columns.stream()
                .flatMap(List::stream)
                .mapToDouble(node -> node.y - node.above)
                .min()
                .orElse(0);
        columns.forEach(column -> column.forEach(node -> node.y = Math.round(node.y - top)));
    }

    private static void rank(List<Node> column) {
        for (int i = 0; i < column.size(); i++) {
            column.get(i).rank = i;
        }
    }

    private static void sort(List<Node> column, ToDoubleFunction<Node> wish) {
        record Wished(Node node, double place) {}
        Stream<Wished> wished = column.stream().map(node -> new Wished(node, wish.applyAsDouble(node)));
        List<Node> sorted = wished.sorted(Comparator.comparingDouble(Wished::place))
                .map(Wished::node)
                .toList();
        column.clear();
        column.addAll(sorted);
        rank(column);
    }

    /**
     * Brings each node as near to where it wishes to be as all of them together can, in their order and without
     * overlapping: isotonic regression, by pooling neighbours that want to pass each other.
     */
    private static void settle(List<Node> column, ToDoubleFunction<Node> wish) {
        List<double[]> pools = new ArrayList<>();
        double[] offsets = new double[column.size()];
        for (int i = 0; i < column.size(); i++) {
            Node node = column.get(i);
            offsets[i] = i == 0 ? 0 : offsets[i - 1] + column.get(i - 1).below + node.above + GAP;
            double[] pool = {wish.applyAsDouble(node) - offsets[i], 1};
            while (!pools.isEmpty() && pools.getLast()[0] >= pool[0]) {
                double[] last = pools.removeLast();
                double size = last[1] + pool[1];
                pool = new double[] {(last[0] * last[1] + pool[0] * pool[1]) / size, size};
            }
            pools.add(pool);
        }
        int next = 0;
        for (double[] pool : pools) {
            for (int i = 0; i < pool[1]; i++, next++) {
                column.get(next).y = pool[0] + offsets[next];
            }
        }
    }

    private static double mean(List<Node> nodes, ToDoubleFunction<Node> value, double otherwise) {
        return nodes.isEmpty()
                ? otherwise
                : nodes.stream().mapToDouble(value).average().orElse(otherwise);
    }
}

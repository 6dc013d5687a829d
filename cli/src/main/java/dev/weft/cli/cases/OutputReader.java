package dev.weft.cli.cases;

import dev.weft.definitions.expression.Template;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands for an output, outside of a file of tests: YAML or JSON in which <code>${{ }}</code> may stand. */
public final class OutputReader {
    private OutputReader() {}

    /**
     * What came of it.
     *
     * @param template {@code null} where there are errors
     */
    public record Read(@Nullable Template template, List<Problem> problems) {
        public Read {
            problems = List.copyOf(problems);
        }
    }

    public static Read read(SourceText source) {
        ProblemCollector problems = new ProblemCollector(source);
        Node node = NodeReader.read(problems);
        Template template = node == null ? null : Templates.of(problems, node);
        return new Read(problems.hasErrors() ? null : template, problems.sorted());
    }
}

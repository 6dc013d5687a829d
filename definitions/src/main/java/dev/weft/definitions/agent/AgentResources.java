package dev.weft.definitions.agent;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.size.Extent;
import dev.weft.definitions.size.SizeText;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code resources} of an agent's file. */
final class AgentResources {
    private static final double LEAST_CPU = 0.001;
    private static final double MOST_CPU = 4096;

    /** The kind whose workers aren't ours. */
    private static final String TEMPORAL = "temporal";

    private final AgentReport report;

    AgentResources(AgentReport report) {
        this.report = report;
    }

    /** What a call takes up; {@code null} for nothing, and where something is wrong with it. */
    @Nullable Extent read(AgentFields.ResourceFields fields, String kind) {
        if (kind.equals(TEMPORAL)) {
            report.errorAtKey(
                    ProblemCode.NOT_SUPPORTED,
                    "/resources",
                    "Expected no resources of an agent of kind temporal, but found some: its workers are its own, and what they"
                            + " have is known to them alone",
                    "Say max_concurrent, or bound what its workers do at once.");
            return null;
        }
        Extent said = new Extent(cpu(fields.cpu()), memory(fields.memory()));
        return said.isNothing() ? null : said;
    }

    private long cpu(@Nullable Double cores) {
        if (cores == null) {
            return 0;
        }
        if (!(cores >= LEAST_CPU && cores <= MOST_CPU)) {
            report.error(
                    ProblemCode.VALUE,
                    "/resources/cpu",
                    "Expected a number of cores from 0.001 to 4096, but found " + cores,
                    "");
            return 0;
        }
        return Extent.thousandths(cores);
    }

    private long memory(@Nullable Object written) {
        OptionalLong bytes = written == null ? OptionalLong.empty() : SizeText.parse(written);
        if (written != null && bytes.isEmpty()) {
            report.error(
                    ProblemCode.VALUE,
                    "/resources/memory",
                    "Expected a size such as 512MiB or 2GiB, but found \"" + written + '"',
                    "");
        }
        return bytes.orElse(0);
    }
}

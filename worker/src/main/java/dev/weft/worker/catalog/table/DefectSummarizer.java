package dev.weft.worker.catalog.table;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.support.Parameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the findings of several checks together: {@code {parts}} → {@code {count, kinds, columns, findings}}, the
 * findings by line, at most {@value #LISTED}; {@code kinds} and {@code columns} by name. Parts that are {@code null} count
 * nothing.
 */
public final class DefectSummarizer implements AgentHandler {
    static final int LISTED = 50;

    @Override
    public String name() {
        return "defect_summarizer";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        long count = 0;
        Map<String, Long> kinds = new TreeMap<>();
        Map<String, Long> columns = new TreeMap<>();
        List<Map<String, @Nullable Object>> findings = new ArrayList<>();
        for (Parameters part : new Parameters(parameters).maps("parts")) {
            count += part.number("count", 0, 0, Integer.MAX_VALUE);
            add(part.map("kinds"), kinds);
            add(part.map("columns"), columns);
            part.maps("findings").forEach(finding -> findings.add(finding.values()));
        }
        findings.sort(Comparator.comparingLong(
                finding -> finding.get("line") instanceof Number line ? line.longValue() : 0L));
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("count", count);
        output.put("kinds", new LinkedHashMap<>(kinds));
        output.put("columns", new LinkedHashMap<>(columns));
        output.put("findings", findings.stream().limit(LISTED).toList());
        return output;
    }

    private static void add(Parameters counts, Map<String, Long> sums) throws ActionException {
        for (String name : counts.values().keySet()) {
            sums.merge(name, (long) counts.number(name, 0, 0, Integer.MAX_VALUE), Long::sum);
        }
    }
}

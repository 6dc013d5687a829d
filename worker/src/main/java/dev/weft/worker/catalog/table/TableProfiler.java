package dev.weft.worker.catalog.table;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.support.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a CSV file holds: {@code {source, delimiter?, partitions?}} → {@code {rows, columns: [{name, type,
 * required, empty, distinct, low?, high?}], partitions: [{from, to}], charset, delimiter, sha256}}. A partition's rows
 * are {@code from} to {@code to} - 1, from 0; there are as many as asked for, some empty where rows are few.
 */
public final class TableProfiler implements AgentHandler {
    @Override
    public String name() {
        return "table_profiler";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context)
            throws ActionException, InterruptedException {
        Parameters asked = new Parameters(parameters);
        int partitions = asked.number("partitions", 4, 1, 64);
        CsvSource source = CsvSource.open(asked, context);
        List<ColumnProfile> profiles =
                source.header().stream().map(ColumnProfile::new).toList();
        long[] rows = {0};
        source.rows(context, (index, line, cells) -> {
            rows[0]++;
            for (int at = 0; at < profiles.size(); at++) {
                profiles.get(at).add(at < cells.size() ? cells.get(at) : "");
            }
        });
        List<Map<String, @Nullable Object>> columns = new ArrayList<>();
        profiles.forEach(profile -> columns.add(profile.column().asMap(profile.empty(), profile.distinct())));
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int at = 0; at < partitions; at++) {
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("from", rows[0] * at / partitions);
            part.put("to", rows[0] * (at + 1) / partitions);
            parts.add(part);
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("rows", rows[0]);
        output.put("columns", columns);
        output.put("partitions", parts);
        source.describe(output);
        output.put("sha256", source.files().sha256(source.file()));
        return output;
    }
}

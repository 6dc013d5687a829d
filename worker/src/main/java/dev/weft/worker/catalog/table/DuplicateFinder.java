package dev.weft.worker.catalog.table;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.support.Parameters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows of a CSV file that stand twice: {@code {source, delimiter?, key?}} → {@code {count, kinds, columns,
 * findings}}. With a {@code key} (name of a column), also different rows with the same value there.
 */
public final class DuplicateFinder implements AgentHandler {
    @Override
    public String name() {
        return "duplicate_finder";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context)
            throws ActionException, InterruptedException {
        Parameters asked = new Parameters(parameters);
        CsvSource source = CsvSource.open(asked, context);
        String key = asked.text("key", "").strip();
        int place = source.header().indexOf(key);
        if (!key.isEmpty() && place < 0) {
            throw ActionException.permanent(
                    "unknown_column",
                    "Expected column " + key + " in " + source.files().name(source.file()) + ", but found "
                            + source.header());
        }
        RowSet rows = new RowSet();
        RowSet keys = new RowSet();
        Defects defects = new Defects();
        source.rows(context, (index, line, cells) -> {
            List<String> stripped = cells.stream().map(String::strip).toList();
            long before = rows.add(stripped, line);
            if (before > 0) {
                defects.add("duplicate_row", line, "", "The same as line " + before);
            } else if (place >= 0 && place < stripped.size() && !ValueType.isNothing(stripped.get(place))) {
                long other = keys.add(List.of(stripped.get(place)), line);
                if (other > 0) {
                    defects.add(
                            "duplicate_key",
                            line,
                            key,
                            "“" + stripped.get(place) + "” stands in line " + other + " already");
                }
            }
        });
        return defects.output();
    }
}

package dev.weft.worker.catalog.table;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.catalog.support.HtmlReport;
import dev.weft.worker.catalog.support.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report of a cleaned file, for people and for programs. */
final class TableReport {
    private TableReport() {}

    static byte[] html(String file, Parameters asked, Map<String, @Nullable Object> cleaned) throws ActionException {
        Parameters summary = asked.map("summary");
        HtmlReport report = new HtmlReport("Quality of " + file, "Checked on " + asked.text("date") + ".");
        report.facts(facts(summary, cleaned));
        report.table("Findings by kind", List.of("Kind", "Findings"), pairs(summary.map("kinds")));
        report.table("Findings by column", List.of("Column", "Findings"), pairs(summary.map("columns")));
        List<List<String>> columns = new ArrayList<>();
        for (Parameters column : asked.maps("columns")) {
            columns.add(List.of(
                    column.text("name"),
                    column.text("type"),
                    column.text("empty", "0"),
                    column.text("distinct", "0"),
                    column.text("low", "")
                            + (column.values().containsKey("low") ? " to " : "")
                            + column.text("high", "")));
        }
        report.table("Columns", List.of("Name", "Type", "Empty", "Distinct", "Usual range"), columns);
        List<List<String>> findings = new ArrayList<>();
        for (Parameters finding : summary.maps("findings")) {
            findings.add(List.of(
                    finding.text("line", ""),
                    finding.text("column", ""),
                    finding.text("kind", ""),
                    finding.text("message", "")));
        }
        report.table("First findings", List.of("Line", "Column", "Kind", "Message"), findings);
        return report.bytes();
    }

    static Map<String, @Nullable Object> data(
            String file, String run, Parameters asked, Map<String, @Nullable Object> cleaned) throws ActionException {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("source", file);
        data.put("sha256", asked.text("sha256"));
        data.put("run", run);
        data.put("date", asked.text("date"));
        data.put("cleaned", new LinkedHashMap<>(cleaned));
        data.put("summary", asked.map("summary").values());
        data.put("columns", asked.list("columns"));
        return data;
    }

    private static Map<String, String> facts(Parameters summary, Map<String, @Nullable Object> cleaned)
            throws ActionException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Findings", summary.text("count", "0"));
        facts.put("Rows kept", String.valueOf(cleaned.get("rows")));
        facts.put("Rows dropped as duplicates", String.valueOf(cleaned.get("dropped")));
        facts.put("Rows rejected", String.valueOf(cleaned.get("refused")));
        facts.put("Cells cleaned", String.valueOf(cleaned.get("changed")));
        return facts;
    }

    private static List<List<String>> pairs(Parameters counts) throws ActionException {
        List<List<String>> rows = new ArrayList<>();
        for (String name : counts.values().keySet()) {
            rows.add(List.of(name, counts.text(name, "")));
        }
        return rows;
    }
}

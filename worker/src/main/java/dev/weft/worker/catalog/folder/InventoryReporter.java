package dev.weft.worker.catalog.folder;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.support.HtmlReport;
import dev.weft.worker.catalog.support.JsonText;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.support.WorkspaceFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the inventory of a folder: {@code {folder, scan, copies, date, out}}, with the outputs of the scanner and the
 * copy finder, → {@code {report, data}}: paths of an HTML page and of JSON below {@code out}.
 */
public final class InventoryReporter implements AgentHandler {
    @Override
    public String name() {
        return "inventory_reporter";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        Parameters asked = new Parameters(parameters);
        WorkspaceFiles files = WorkspaceFiles.of(context);
        String folder = files.name(files.inside(asked.text("out"))) + "/" + context.run() + "/";
        Path report = files.inside(folder + "inventory.html");
        Path data = files.inside(folder + "inventory.json");
        files.write(report, html(asked));
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        written.put("folder", asked.text("folder", ""));
        written.put("run", context.run());
        written.put("date", asked.text("date"));
        written.put("scan", asked.map("scan").values());
        written.put("copies", asked.map("copies").values());
        files.write(data, JsonText.of(written));
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("report", files.name(report));
        output.put("data", files.name(data));
        return output;
    }

    private static byte[] html(Parameters asked) throws ActionException {
        Parameters scan = asked.map("scan");
        Parameters copies = asked.map("copies");
        String folder = asked.text("folder", "");
        HtmlReport report = new HtmlReport(
                "Inventory of " + (folder.isBlank() ? "the workspace" : folder),
                "Taken on " + asked.text("date") + ".");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Files", scan.text("files", "0"));
        facts.put("Bytes", scan.text("bytes", "0"));
        facts.put("Copies", copies.text("copies", "0"));
        facts.put("Bytes in copies", copies.text("wasted", "0"));
        report.facts(facts);
        report.table("Types", List.of("Ending", "Files", "Bytes"), rows(scan.maps("types"), "type", "files", "bytes"));
        report.table("Largest files", List.of("Path", "Bytes"), rows(scan.maps("largest"), "path", "bytes"));
        List<List<String>> groups = new ArrayList<>();
        for (Parameters group : copies.maps("groups")) {
            List<String> paths =
                    group.list("paths").stream().map(String::valueOf).toList();
            groups.add(List.of(group.text("count", ""), group.text("bytes", ""), String.join(" · ", paths)));
        }
        report.table("Same content", List.of("Files", "Bytes each", "Paths"), groups);
        return report.bytes();
    }

    private static List<List<String>> rows(List<Parameters> entries, String... fields) throws ActionException {
        List<List<String>> rows = new ArrayList<>();
        for (Parameters entry : entries) {
            List<String> row = new ArrayList<>();
            for (String field : fields) {
                String text = entry.text(field, "");
                row.add(text.isEmpty() ? "–" : text);
            }
            rows.add(row);
        }
        return rows;
    }
}

package dev.weft.worker.catalog.table;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.support.JsonText;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.support.WorkspaceFiles;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a cleaned copy of a CSV file, with a report: {@code {source, sha256, delimiter?, columns, summary, date, out}} →
 * {@code {clean, rejected, report, rows, dropped, refused, changed, files}}. Cleaning takes white space around cells off,
 * empties words for nothing such as {@code N/A}, writes unambiguous dates as ISO 8601, drops rows that stand twice and
 * puts rows with another number of fields into {@code rejected.csv}. It guesses nothing: wrong types and outliers stay.
 * Fails with {@code source_changed} when the file isn't the one that was checked.
 */
public final class TablePublisher implements AgentHandler {
    @Override
    public String name() {
        return "table_publisher";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context)
            throws ActionException, InterruptedException {
        Parameters asked = new Parameters(parameters);
        CsvSource source = CsvSource.open(asked, context);
        WorkspaceFiles files = source.files();
        if (!files.sha256(source.file()).equals(asked.text("sha256"))) {
            throw ActionException.permanent(
                    "source_changed",
                    "Expected " + files.name(source.file())
                            + " as it was checked, but found another content: start again");
        }
        String stem = source.file().getFileName().toString().replaceAll("\\.[^.]*$", "");
        String folder = files.name(files.inside(asked.text("out"))) + "/" + Markdown.slug(stem) + "/";
        Path clean = files.inside(folder + "clean.csv");
        Path rejected = files.inside(folder + "rejected.csv");
        Cleaning cleaning = new Cleaning(Column.of(asked));
        try {
            clean(source, context, cleaning, clean, rejected);
        } catch (IOException e) {
            throw WorkspaceFiles.failure("write", folder, e);
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("clean", files.name(clean));
        output.put("rejected", files.name(rejected));
        output.put("rows", cleaning.kept());
        output.put("dropped", cleaning.dropped());
        output.put("refused", cleaning.refused());
        output.put("changed", cleaning.changed());
        Path report = files.inside(folder + "report.html");
        Path data = files.inside(folder + "report.json");
        files.write(report, TableReport.html(files.name(source.file()), asked, output));
        files.write(data, JsonText.of(TableReport.data(files.name(source.file()), context.run(), asked, output)));
        List<Map<String, Object>> written = new ArrayList<>();
        for (Path file : List.of(clean, rejected, report, data)) {
            written.add(Map.of("path", files.name(file), "sha256", files.sha256(file)));
        }
        output.put("report", files.name(report));
        output.put("files", written);
        return output;
    }

    private static void clean(CsvSource source, ActionContext context, Cleaning cleaning, Path clean, Path rejected)
            throws ActionException, InterruptedException, IOException {
        Path cleanPart = clean.resolveSibling(".clean.csv.part");
        Path rejectedPart = rejected.resolveSibling(".rejected.csv.part");
        Files.createDirectories(clean.getParent());
        try {
            try (CSVPrinter good = printer(cleanPart);
                    CSVPrinter bad = printer(rejectedPart)) {
                good.printRecord(source.header());
                bad.print("line");
                bad.printRecord(source.header());
                source.rows(context, (index, line, cells) -> {
                    switch (cleaning.clean(cells, line)) {
                        case Cleaning.Kept kept -> good.printRecord(kept.cells());
                        case Cleaning.Refused refused -> {
                            bad.print(line);
                            bad.printRecord(cells);
                        }
                        case Cleaning.Dropped dropped -> {}
                    }
                });
            }
            source.files().move(cleanPart, clean);
            source.files().move(rejectedPart, rejected);
        } finally {
            Files.deleteIfExists(cleanPart);
            Files.deleteIfExists(rejectedPart);
        }
    }

    private static CSVPrinter printer(Path file) throws IOException {
        Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        return new CSVPrinter(
                writer, CSVFormat.RFC4180.builder().setRecordSeparator("\n").get());
    }
}

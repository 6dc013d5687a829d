package dev.weft.worker.catalog.support;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A report as a self-contained HTML page: facts and tables. All text is escaped. Not thread safe. */
public final class HtmlReport {
    private static final Page PAGE = Page.template("report.html");
    private final String title;
    private final String summary;
    private final StringBuilder body = new StringBuilder();

    public HtmlReport(String title, String summary) {
        this.title = title;
        this.summary = summary;
    }

    /** Names and values, in order. */
    public void facts(Map<String, String> facts) {
        body.append("<dl class=\"facts\">\n");
        facts.forEach((name, value) -> body.append("<div><dt>")
                .append(Page.escape(name))
                .append("</dt><dd>")
                .append(Page.escape(value))
                .append("</dd></div>\n"));
        body.append("</dl>\n");
    }

    /** A paragraph of text. */
    public void paragraph(String text) {
        body.append("<p>").append(Page.escape(text)).append("</p>\n");
    }

    /** A table under a heading; says so where it has no rows. */
    public void table(String heading, List<String> columns, List<List<String>> rows) {
        body.append("<section>\n<h2>").append(Page.escape(heading)).append("</h2>\n");
        if (rows.isEmpty()) {
            body.append("<p>None.</p>\n</section>\n");
            return;
        }
        body.append("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .append(Page.escape(heading))
                .append("\"><table>\n<thead><tr>");
        columns.forEach(column ->
                body.append("<th scope=\"col\">").append(Page.escape(column)).append("</th>"));
        body.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            body.append("<tr>");
            row.forEach(cell -> body.append("<td>").append(Page.escape(cell)).append("</td>"));
            body.append("</tr>\n");
        }
        body.append("</tbody></table></div>\n</section>\n");
    }

    /** The page in UTF-8. */
    public byte[] bytes() {
        return PAGE.fill(Map.of("title", title, "summary", summary, "body", body.toString()))
                .getBytes(StandardCharsets.UTF_8);
    }
}

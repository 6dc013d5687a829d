package dev.weft.worker.catalog.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something a check found.
 *
 * @param severity {@code error}, {@code warning} or {@code note}
 * @param line from 1; 0 where it concerns the whole
 * @param message what was found and what to do
 */
public record Finding(String severity, int line, String message) {
    /** How many findings an output lists; the rest is only counted. */
    public static final int LISTED = 20;

    public static Finding error(int line, String message) {
        return new Finding("error", line, message);
    }

    public static Finding warning(int line, String message) {
        return new Finding("warning", line, message);
    }

    public static Finding note(int line, String message) {
        return new Finding("note", line, message);
    }

    /**
     * The output that all checks share: {@code ok} (no error), {@code errors}, {@code warnings}, {@code findings} (the
     * first {@value #LISTED}).
     */
    public static Map<String, @Nullable Object> output(List<Finding> findings) {
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        long errors = count(findings, "error");
        output.put("ok", errors == 0);
        output.put("errors", errors);
        output.put("warnings", count(findings, "warning"));
        output.put(
                "findings", findings.stream().limit(LISTED).map(Finding::asMap).toList());
        return output;
    }

    private Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("severity", severity);
        if (line > 0) {
            map.put("line", line);
        }
        map.put("message", message);
        return map;
    }

    private static long count(List<Finding> findings, String severity) {
        return findings.stream()
                .filter(finding -> finding.severity.equals(severity))
                .count();
    }
}

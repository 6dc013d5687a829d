package dev.weft.worker.catalog.release;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.support.WorkspaceFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the notes and the checklist of a release that people approved: {@code {version, notes, checks: [{name, ok,
 * errors, warnings, findings}], decisions: [{by, decision, comment?, at}], date, out}} → {@code {notes, checklist,
 * sha256}}: paths of {@code out/<version>/RELEASE-NOTES.md} and {@code CHECKLIST.md}, and the checksum of the notes.
 */
public final class ReleaseSigner implements AgentHandler {
    @Override
    public String name() {
        return "release_signer";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        Parameters asked = new Parameters(parameters);
        WorkspaceFiles files = WorkspaceFiles.of(context);
        String version = asked.text("version").strip();
        if (!version.matches("[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}")) {
            throw ActionException.invalidParameters(
                    "Expected a version of letters, digits, dots and hyphens, but found " + version);
        }
        String folder = files.name(files.inside(asked.text("out"))) + "/" + version + "/";
        Path notes = files.inside(folder + "RELEASE-NOTES.md");
        Path checklist = files.inside(folder + "CHECKLIST.md");
        byte[] text =
                ("# Release " + version + "\n\n" + asked.text("notes").strip() + "\n").getBytes(StandardCharsets.UTF_8);
        String sha256 = WorkspaceFiles.sha256(text);
        files.write(notes, text);
        files.write(checklist, checklist(asked, version, sha256, context.run()).getBytes(StandardCharsets.UTF_8));
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("notes", files.name(notes));
        output.put("checklist", files.name(checklist));
        output.put("sha256", sha256);
        return output;
    }

    private static String checklist(Parameters asked, String version, String sha256, String run)
            throws ActionException {
        StringBuilder list = new StringBuilder("# Checklist of release " + version + "\n\n## Checks\n\n");
        for (Parameters check : asked.maps("checks")) {
            list.append(check.flag("ok") ? "- [x] " : "- [ ] ")
                    .append(Markdown.escape(check.text("name")))
                    .append(": ")
                    .append(check.text("errors", "0"))
                    .append(" errors, ")
                    .append(check.text("warnings", "0"))
                    .append(" warnings\n");
            for (Parameters finding : check.maps("findings")) {
                list.append("    - ")
                        .append(Markdown.escape(finding.text("message", "")))
                        .append('\n');
            }
        }
        list.append("\n## Signed off by\n\n");
        List<Parameters> decisions = asked.maps("decisions");
        for (Parameters decision : decisions) {
            String comment = decision.text("comment", "");
            list.append("- ")
                    .append(Markdown.escape(decision.text("by", "unknown")))
                    .append(": ")
                    .append(Markdown.escape(decision.text("decision", "")))
                    .append(" at ")
                    .append(decision.text("at", ""))
                    .append(comment.isBlank() ? "" : ", “" + Markdown.escape(comment.replaceAll("\\s+", " ")) + "”")
                    .append('\n');
        }
        return list.append("\nNotes: sha-256 `")
                .append(sha256)
                .append("`  \nRun: `")
                .append(run)
                .append("`  \nDate: ")
                .append(asked.text("date"))
                .append('\n')
                .toString();
    }
}

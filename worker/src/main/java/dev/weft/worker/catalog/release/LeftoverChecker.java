package dev.weft.worker.catalog.release;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.support.Finding;
import dev.weft.worker.catalog.support.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a project's text files for what must not be released: {@code {project, max_todos?}} → {@code {files,
 * todos, conflicts, keys}} and findings: merge conflict markers, private keys, and more open notes of the kind "to do"
 * and "fix me" than {@code max_todos} (default 20).
 */
public final class LeftoverChecker implements AgentHandler {
    private static final Pattern NOTE = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern KEY = Pattern.compile("^-{5}BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-{5}\\s*$");

    @Override
    public String name() {
        return "leftover_checker";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context)
            throws ActionException, InterruptedException {
        int most = new Parameters(parameters).number("max_todos", 20, 0, Integer.MAX_VALUE);
        Count count = new Count();
        int files = ProjectFiles.open(parameters, context).texts(count::look);
        if (count.notes > most) {
            count.findings.add(Finding.warning(
                    0,
                    "Expected at most " + most + " open notes, but found " + count.notes + ", the first in "
                            + count.firstNote));
        }
        Map<String, @Nullable Object> output = Finding.output(count.findings);
        output.put("files", files);
        output.put("todos", count.notes);
        output.put("conflicts", count.conflicts);
        output.put("keys", count.keys);
        return output;
    }

    private static final class Count {
        private final List<Finding> findings = new ArrayList<>();
        private int notes;
        private int conflicts;
        private int keys;
        private String firstNote = "";

        void look(String path, String text) {
            boolean ours = false;
            int number = 0;
            for (String line : text.split("\n", -1)) {
                number++;
                if (line.startsWith("<<<<<<< ")) {
                    ours = true;
                } else if (ours && line.startsWith(">>>>>>> ")) {
                    // Both marks, in order: a line of angle brackets alone may be a heading or a quotation.
                    conflicts++;
                    ours = false;
                    findings.add(Finding.error(number, "A merge conflict is left in " + path + ": resolve it"));
                }
                if (KEY.matcher(line).matches()) {
                    keys++;
                    findings.add(
                            Finding.error(number, "A private key lies in " + path + ": take it out and replace it"));
                }
                if (NOTE.matcher(line).find()) {
                    notes++;
                    firstNote = firstNote.isEmpty() ? path + ":" + number : firstNote;
                }
            }
        }
    }
}

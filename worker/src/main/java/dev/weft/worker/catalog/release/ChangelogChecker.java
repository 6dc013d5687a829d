package dev.weft.worker.catalog.release;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.markdown.Article;
import dev.weft.worker.catalog.support.Finding;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the release in the project's changelog: {@code {project, version}} → {@code {file, notes}} and findings.
 * {@code notes} is what stands under the heading that names the version, at most {@value #MOST} characters.
 */
public final class ChangelogChecker implements AgentHandler {
    static final int MOST = 20_000;
    private static final List<String> NAMES = List.of("CHANGELOG", "CHANGES", "HISTORY", "NEWS", "RELEASE-NOTES");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    @Override
    public String name() {
        return "changelog_checker";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        String version = new Parameters(parameters).text("version").strip();
        ProjectFiles project = ProjectFiles.open(parameters, context);
        List<Finding> findings = new ArrayList<>();
        Optional<String> file = project.named(NAMES);
        String notes = "";
        if (file.isEmpty()) {
            findings.add(Finding.error(0, "Expected a changelog such as CHANGELOG.md, but found none: write one"));
        } else {
            notes = notes(version, project.text(file.get()).orElse(""), file.get(), findings);
        }
        Map<String, @Nullable Object> output = Finding.output(findings);
        output.put("file", file.orElse(""));
        output.put("notes", notes.length() > MOST ? notes.substring(0, MOST) : notes);
        return output;
    }

    private static String notes(String version, String changelog, String file, List<Finding> findings) {
        Pattern named = Pattern.compile("(?:^|[\\s\\[(vV])" + Pattern.quote(version) + "(?:$|[\\s\\]),:])");
        List<Article.Section> sections = Article.of(changelog).sections();
        for (int at = 0; at < sections.size(); at++) {
            Article.Section section = sections.get(at);
            if (named.matcher(section.title()).find()) {
                StringBuilder notes = new StringBuilder(section.body());
                for (int below = at + 1;
                        below < sections.size() && sections.get(below).level() > section.level();
                        below++) {
                    notes.append("\n\n### ")
                            .append(sections.get(below).title())
                            .append("\n\n")
                            .append(sections.get(below).body());
                }
                if (Words.count(notes.toString()) == 0) {
                    findings.add(
                            Finding.error(0, file + " says nothing under " + section.title() + ": write what changed"));
                }
                if (!DATE.matcher(section.title()).find()) {
                    findings.add(Finding.warning(
                            0,
                            "Expected a date such as 2026-01-31 in the heading “" + section.title() + "” of " + file));
                }
                return notes.toString().strip();
            }
        }
        findings.add(Finding.error(
                0, "Expected a heading with version " + version + " in " + file + ", but found none: add it"));
        return "";
    }
}

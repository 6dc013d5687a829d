package dev.weft.worker.catalog.release;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.support.Finding;
import dev.weft.worker.catalog.support.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks that all files of a project that name its version name the same: {@code {project, version}} → {@code {found}}
 * (version by file) and findings. Knows Maven, npm, Python, Cargo, Gradle and a plain VERSION file.
 */
public final class VersionChecker implements AgentHandler {
    /** The project's own version is the first group; of a POM, what belongs to parent, dependencies and build is cut. */
    private static final Map<String, Pattern> PLACES = places();

    private static final Pattern SEMANTIC = Pattern.compile("v?\\d+\\.\\d+(?:\\.\\d+)?(?:[-+.][0-9A-Za-z.-]+)?");

    @Override
    public String name() {
        return "version_checker";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        String version = new Parameters(parameters).text("version").strip();
        ProjectFiles project = ProjectFiles.open(parameters, context);
        List<Finding> findings = new ArrayList<>();
        Map<String, String> found = new LinkedHashMap<>();
        if (!SEMANTIC.matcher(version).matches()) {
            findings.add(Finding.warning(0, "Expected a version such as 1.2.0, but found " + version));
        }
        for (Map.Entry<String, Pattern> place : PLACES.entrySet()) {
            Optional<String> text = project.text(place.getKey());
            if (text.isPresent()) {
                Matcher matcher = place.getValue().matcher(own(place.getKey(), text.get()));
                if (matcher.find()) {
                    found.put(place.getKey(), matcher.group(1).strip());
                }
            }
        }
        found.forEach((file, other) -> {
            if (!other.equals(version)) {
                findings.add(Finding.error(0, "Expected version " + version + " in " + file + ", but found " + other));
            }
        });
        if (found.isEmpty()) {
            findings.add(Finding.warning(
                    0,
                    "Expected a file that names the version (" + String.join(", ", PLACES.keySet())
                            + "), but found none"));
        }
        Map<String, @Nullable Object> output = Finding.output(findings);
        output.put("found", found);
        return output;
    }

    private static String own(String file, String text) {
        if (!file.equals("pom.xml")) {
            return text;
        }
        String bare = text.replaceAll("(?s)<!--.*?-->", "");
        for (String part : List.of(
                "parent", "dependencyManagement", "dependencies", "build", "profiles", "properties", "modules")) {
            bare = bare.replaceAll("(?s)<" + part + ">.*?</" + part + ">", "");
        }
        return bare;
    }

    private static Map<String, Pattern> places() {
        Map<String, Pattern> places = new LinkedHashMap<>();
        places.put("pom.xml", Pattern.compile("<version>([^<$]+)</version>"));
        places.put("package.json", Pattern.compile("(?m)^[ \\t]{0,4}\"version\"\\s*:\\s*\"([^\"]+)\""));
        places.put("pyproject.toml", Pattern.compile("(?m)^version\\s*=\\s*[\"']([^\"']+)[\"']"));
        places.put("Cargo.toml", Pattern.compile("(?m)^version\\s*=\\s*\"([^\"]+)\""));
        places.put("gradle.properties", Pattern.compile("(?m)^version\\s*=\\s*(\\S+)"));
        places.put("build.gradle", Pattern.compile("(?m)^version\\s*=?\\s*[\"']([^\"']+)[\"']"));
        places.put("build.gradle.kts", Pattern.compile("(?m)^version\\s*=\\s*\"([^\"]+)\""));
        places.put("VERSION", Pattern.compile("\\A\\s*(\\S+)\\s*\\z"));
        return places;
    }
}

package dev.weft.api.service;

import dev.weft.api.figure.SeenRun;
import dev.weft.api.gateway.RunSummary;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where else to look. Those of the API are paths; the Temporal Web UI's is whole. */
public final class Links {
    private final @Nullable URI temporalUi;
    private final String namespace;

    public Links(@Nullable URI temporalUi, String namespace) {
        this.temporalUi = temporalUi;
        this.namespace = namespace;
    }

    /** Links of a run whose execution is known. */
    public Map<String, String> of(RunSummary run) {
        return links(run.run(), run.workflow(), "/" + run.execution() + "/history");
    }

    /** Links of a run in a list. */
    public Map<String, String> of(SeenRun run) {
        return links(run.run(), run.workflow(), run.execution() == null ? "" : "/" + run.execution() + "/history");
    }

    /** Links of a run that has just been started. */
    public Map<String, String> of(String run, String workflow) {
        return links(run, workflow, "");
    }

    /** Where a gate is decided. */
    static String approval(String run, String task) {
        return "/api/runs/" + encode(run) + "/approvals/" + encode(task);
    }

    private Map<String, String> links(String run, String workflow, String execution) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", "/api/runs/" + encode(run));
        links.put("tasks", "/api/runs/" + encode(run) + "/tasks");
        links.put("workflow", "/api/workflows/" + encode(workflow));
        if (temporalUi != null) {
            String base = temporalUi.toString().replaceAll("/+$", "");
            links.put(
                    "temporal_ui", base + "/namespaces/" + encode(namespace) + "/workflows/" + encode(run) + execution);
        }
        return Collections.unmodifiableMap(links);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

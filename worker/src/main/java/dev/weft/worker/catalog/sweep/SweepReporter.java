package dev.weft.worker.catalog.sweep;

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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says how the endpoints of a sweep are: {@code {endpoints, answers: [{status, error}], date, out}} → {@code {up, down,
 * endpoints: [{url, up, status, reason}], report, data}}. The answers stand in the order of the endpoints; further ones
 * belong to no endpoint. Up is a status of 200 to 399.
 */
public final class SweepReporter implements AgentHandler {
    @Override
    public String name() {
        return "sweep_reporter";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        Parameters asked = new Parameters(parameters);
        List<@Nullable Object> urls = asked.list("endpoints");
        List<Parameters> answers = asked.maps("answers");
        if (answers.size() < urls.size()) {
            throw ActionException.invalidParameters(
                    "Expected an answer for each of " + urls.size() + " endpoints, but found " + answers.size());
        }
        List<Map<String, @Nullable Object>> endpoints = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        int up = 0;
        for (int at = 0; at < urls.size(); at++) {
            Map<String, @Nullable Object> endpoint = endpoint(String.valueOf(urls.get(at)), answers.get(at));
            up += Boolean.TRUE.equals(endpoint.get("up")) ? 1 : 0;
            endpoints.add(endpoint);
            rows.add(List.of(
                    Boolean.TRUE.equals(endpoint.get("up")) ? "up" : "down",
                    String.valueOf(endpoint.get("url")),
                    Objects.toString(endpoint.get("status"), "–"),
                    String.valueOf(endpoint.get("reason"))));
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("up", up);
        output.put("down", urls.size() - up);
        output.put("endpoints", endpoints);
        WorkspaceFiles files = WorkspaceFiles.of(context);
        String folder = files.name(files.inside(asked.text("out"))) + "/" + context.run() + "/";
        Path report = files.inside(folder + "report.html");
        Path data = files.inside(folder + "report.json");
        String date = asked.text("date");
        HtmlReport html = new HtmlReport("Health sweep", "Started " + date + ", run " + context.run() + ".");
        html.facts(facts(up, urls.size()));
        html.table("Endpoints", List.of("State", "Address", "Status", "Reason"), rows);
        files.write(report, html.bytes());
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        written.put("run", context.run());
        written.put("date", date);
        written.putAll(output);
        files.write(data, JsonText.of(written));
        output.put("report", files.name(report));
        output.put("data", files.name(data));
        return output;
    }

    private static Map<String, String> facts(int up, int all) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Up", String.valueOf(up));
        facts.put("Down", String.valueOf(all - up));
        return facts;
    }

    private static Map<String, @Nullable Object> endpoint(String url, Parameters answer) throws ActionException {
        int status = answer.number("status", 0, 0, 999);
        boolean up = status >= 200 && status < 400;
        String error = answer.text("error", "");
        Map<String, @Nullable Object> endpoint = new LinkedHashMap<>();
        endpoint.put("url", url);
        endpoint.put("up", up);
        endpoint.put("status", status == 0 ? null : status);
        endpoint.put("reason", up ? "" : status > 0 ? "answered " + status : error.isEmpty() ? "not asked" : error);
        return endpoint;
    }
}

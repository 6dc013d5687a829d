package dev.weft.cli.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Run;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Style;
import dev.weft.cli.watch.Follower;
import dev.weft.definitions.catalog.Catalog;
import dev.weft.platform.PlatformException;
import dev.weft.platform.home.HomeFolder;
import dev.weft.platform.home.WeftFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One run of the catalogue's main definition, with a person's part in it. */
public final class Demo {
    private final HomeFolder home;
    private final Map<String, String> inputs;

    public Demo(HomeFolder home, Map<String, String> inputs) {
        this.home = home;
        this.inputs = new LinkedHashMap<>(inputs);
    }

    /** Runs it; answers whether the run completed. */
    public boolean run(WeftFile platform) throws PlatformException {
        inputs.put("source", DemoSource.place(home, Optional.ofNullable(inputs.get("source"))));
        ApiClient api = Live.client(home, platform);
        Runs runs = new Runs(api);
        JsonNode started = api.post("/workflows/" + Catalog.MAIN + "/start", Map.of("inputs", inputs));
        String id = started.path("run").asText();
        String page = api.server() + "/api/runs/" + id;
        System.out.println();
        System.out.println("Run:         " + Style.STRONG.of(id));
        System.out.println("Run page:    " + page);
        temporalUi(platform, id).ifPresent(url -> System.out.println("Temporal UI: " + url));
        System.out.println();
        Run run = follow(runs, api, id);
        System.out.println();
        DemoReport.print(home, run);
        System.out.println("Run page:    " + page);
        temporalUi(platform, id).ifPresent(url -> System.out.println("Temporal UI: " + url));
        System.out.println("Look again:  weft status " + id);
        return run.completed();
    }

    private static Run follow(Runs runs, ApiClient api, String id) {
        while (true) {
            Run run = new Follower(runs, true)
                    .follow(id, Optional.empty(), state -> gate(state).isPresent());
            if (run.ended()) {
                return run;
            }
            gate(run).ifPresent(wait -> DemoApproval.decide(api, run, wait.task()));
        }
    }

    private static Optional<Run.Waiting> gate(Run run) {
        return run.waits().stream()
                .filter(wait -> wait.kind().equals("approval"))
                .findFirst();
    }

    private static Optional<String> temporalUi(WeftFile platform, String run) {
        return Optional.ofNullable(platform.temporalUi()).map(url -> url + "/namespaces/default/workflows/" + run);
    }
}

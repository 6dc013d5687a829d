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
import java.nio.file.Path;
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
        System.out.println();
        System.out.println("Run:         " + Style.STRONG.of(id));
        String page = api.server() + "/runs/" + ApiClient.encode(id);
        System.out.println("Run page:    " + page);
        temporalUi(started).ifPresent(url -> System.out.println("Temporal UI: " + url));
        System.out.println();
        Run run = follow(runs, api, id);
        System.out.println();
        DemoReport.print(home, run);
        System.out.println("Run page:    " + page);
        temporalUi(ApiClient.tree(run)).ifPresent(url -> System.out.println("Temporal UI: " + url));
        System.out.println("Look again:  weft status " + id + where(home));
        return run.completed();
    }

    /** What a command must say in addition to reach this home. */
    public static String where(HomeFolder home) {
        String named = System.getenv("WEFT_HOME");
        Path usual = Path.of(named == null || named.isEmpty() ? ".weft" : named);
        return home.path().equals(new HomeFolder(usual).path()) ? "" : " --home " + home.path();
    }

    private static Run follow(Runs runs, ApiClient api, String id) {
        Follower follower = new Follower(runs, true);
        while (true) {
            Run run = follower.follow(id, Optional.empty(), state -> gate(state).isPresent());
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

    private static Optional<String> temporalUi(JsonNode run) {
        return Optional.of(run.path("links").path("temporal_ui").asText()).filter(url -> !url.isEmpty());
    }
}

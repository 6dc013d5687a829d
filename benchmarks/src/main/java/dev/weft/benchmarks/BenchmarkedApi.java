package dev.weft.benchmarks;

import dev.weft.api.AccessSettings;
import dev.weft.api.ApiSettings;
import dev.weft.api.InsightSettings;
import dev.weft.platform.testing.TestServers;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How an API is started that is measured: on a free port, with a database of its own. */
public final class BenchmarkedApi {
    private BenchmarkedApi() {}

    /** Its settings. */
    public static ApiSettings settings(WorkflowClient client, Path home, AccessSettings access) {
        return new ApiSettings(
                "127.0.0.1",
                0,
                new ApiSettings.DatabaseSettings(
                        TestServers.newDatabase(),
                        TestServers.postgres().user(),
                        TestServers.postgres().password()),
                client,
                null,
                home,
                home.resolve("admin.token"),
                List.of(),
                List.of(),
                false,
                null,
                "benchmark",
                home.resolve("decision-keys"),
                null,
                null,
                access,
                InsightSettings.DEFAULTS,
                secret -> Optional.empty());
    }
}

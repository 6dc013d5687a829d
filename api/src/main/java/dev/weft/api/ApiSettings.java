package dev.weft.api;

import dev.weft.worker.protocol.large.LargeValueStore;
import io.temporal.client.WorkflowClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a server needs to know.
 *
 * @param host to listen on, such as {@code 127.0.0.1}
 * @param port to listen on; 0 takes a free one
 * @param database where definitions, agents and tokens are kept
 * @param temporal connection to Temporal; stays the caller's. Runs start without a round trip where a worker of the same
 *     client polls
 * @param temporalUi address of the Temporal Web UI, for links; {@code null} where there is none
 * @param home folder whose disk is watched, and where the access log goes
 * @param adminToken file with the administrator's token; made (mode 0600) where it is missing
 * @param definitions folders whose definitions, and agents in {@code agents} there, are loaded at the start and watched from then on
 * @param agents further folders whose agents are loaded at the start and watched from then on
 * @param catalogue whether the catalogue is loaded at the start
 * @param secrets whether the worker of this process finds a secret of a name; {@code null} where it isn't known
 * @param version of the platform, for people
 * @param decisionKeys folder with the keys that decisions are signed with; the first is made where there is none
 * @param maxRuns how many of the runs that it starts go on at once on the platform, at least 1; {@code null} for no bound
 * @param large where large values of runs are, for all servers and workers the same; stays the caller's; {@code null} for nowhere
 * @param access how callers are let in
 * @param insight what operators are told
 * @param hookSecrets the secrets by which hooks are called
 */
public record ApiSettings(
        String host,
        int port,
        DatabaseSettings database,
        WorkflowClient temporal,
        @Nullable URI temporalUi,
        Path home,
        Path adminToken,
        List<Path> definitions,
        List<Path> agents,
        boolean catalogue,
        @Nullable Predicate<String> secrets,
        String version,
        Path decisionKeys,
        @Nullable Integer maxRuns,
        @Nullable LargeValueStore large,
        AccessSettings access,
        InsightSettings insight,
        SecretLookup hookSecrets) {
    /** The variable that says {@code maxRuns}. */
    public static final String MAX_RUNS = "WEFT_MAX_RUNS";

    public ApiSettings {
        if (maxRuns != null && maxRuns < 1) {
            throw new IllegalArgumentException("Expected " + MAX_RUNS + " to be at least 1, but found " + maxRuns
                    + ". Leave it out for no bound.");
        }
        definitions = List.copyOf(definitions);
        agents = List.copyOf(agents);
    }

    /**
     * Where PostgreSQL is.
     *
     * @param url for JDBC
     * @param maxConnections that are opened at once
     */
    public record DatabaseSettings(String url, String user, String password, int maxConnections) {
        private static final int FEW = 8;

        public DatabaseSettings(String url, String user, String password) {
            this(url, user, password, FEW);
        }

        @Override
        public String toString() {
            return "DatabaseSettings[url=" + url + ", user=" + user + "]";
        }
    }
}

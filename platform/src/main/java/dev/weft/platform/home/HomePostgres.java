package dev.weft.platform.home;

import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.Progress;
import dev.weft.platform.postgres.PostgresServer;
import dev.weft.platform.postgres.PostgresSettings;
import dev.weft.platform.process.Await;
import dev.weft.platform.process.Daemon;
import dev.weft.platform.process.ProcessMark;
import java.time.Duration;
import java.util.Optional;

/** A home's own PostgreSQL. */
final class HomePostgres {
    private static final String DATABASE = "weft";
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private HomePostgres() {}

    /** The server that runs in this home, if one does. */
    static Optional<ProcessMark> survivor(HomeFolder home, Environment environment) {
        return PostgresServer.survivor(settings(home, 0, environment));
    }

    /** Keeps the server if it answers, else starts it. */
    static PostgresServer ensure(HomeSettings home, int port, Progress progress) throws PlatformException {
        PostgresSettings settings = settings(home.home(), port, home.environment());
        Optional<ProcessMark> survivor = PostgresServer.survivor(settings);
        if (survivor.isPresent()) {
            PostgresServer server = PostgresServer.adopt(settings, survivor.get());
            if (Await.until(ANSWER, server::healthy)) {
                return server;
            }
            progress.say("PostgreSQL (process " + survivor.get().pid() + ") does not answer: starting it anew");
            Daemon.stop(survivor.get(), "INT", GRACE);
        }
        progress.say("Starting PostgreSQL on port " + port);
        PostgresServer server = PostgresServer.start(settings, progress);
        server.createDatabase(DATABASE);
        return server;
    }

    /** The store in it. */
    static Database database(PostgresServer server) {
        return new Database(server.jdbcUrl(DATABASE), server.user(), server.password());
    }

    static void stop(HomeFolder home, Environment environment, Progress progress) {
        survivor(home, environment).ifPresent(process -> {
            progress.say("Stopping PostgreSQL (process " + process.pid() + ")");
            Daemon.stop(process, "INT", GRACE);
        });
    }

    private static PostgresSettings settings(HomeFolder home, int port, Environment environment) {
        return new PostgresSettings(home.postgres(), port, true, environment);
    }
}

package dev.weft.cli.serve;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.Progress;
import dev.weft.platform.home.HomeFolder;
import dev.weft.platform.home.HomeServers;
import dev.weft.platform.home.RunningServers;
import dev.weft.platform.home.Supervisor;
import dev.weft.platform.home.WeftFile;
import dev.weft.platform.process.FileLock;
import java.nio.file.Files;

/** The whole platform: Temporal and PostgreSQL beside this process, API and worker in it. */
public final class Platform {
    private final UpOptions options;
    private final Environment environment;
    private final Progress progress;

    public Platform(UpOptions options, Environment environment, Progress progress) {
        this.options = options;
        this.environment = environment;
        this.progress = progress;
    }

    /**
     * Serves until this process is told to end. On a home that another process serves, starts what is dead and returns.
     */
    public void serve() throws PlatformException, InterruptedException {
        HomeFolder home = options.home();
        HomeServers servers = new HomeServers(options.settings(environment), progress);
        boolean fresh = !Files.exists(home.path());
        RunningServers running = fresh ? servers.ensure() : null;
        try (FileLock lock = home.tryServe().orElse(null)) {
            if (lock == null) {
                Live.join(servers, home, progress);
            } else {
                serve(home, servers, running == null ? servers.ensure() : running);
            }
        }
    }

    private void serve(HomeFolder home, HomeServers servers, RunningServers running)
            throws PlatformException, InterruptedException {
        ServeLog.writeTo(home.logs().resolve("weft.log"));
        progress.say("Starting the API and the worker");
        try (Shutdown shutdown = new Shutdown()) {
            try (Serving serving = Serving.start(options, environment, running)) {
                servers.recordApi(serving.address());
                try (Supervisor supervisor = Supervisor.watch(servers, progress)) {
                    Live.announce(WeftFile.read(home.weftFile()), progress);
                    shutdown.await();
                    progress.say("Stopping");
                }
            } catch (StartException e) {
                throw new CliException(Exit.FAILED, String.valueOf(e.getMessage()));
            } finally {
                HomeServers.stop(home, environment, progress);
            }
            progress.say("Stopped");
        }
    }
}

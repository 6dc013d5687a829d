package dev.weft.cli.serve;

import dev.weft.cli.client.ApiClient;
import dev.weft.platform.PlatformException;
import dev.weft.platform.PlatformException.Code;
import dev.weft.platform.Progress;
import dev.weft.platform.home.HomeFolder;
import dev.weft.platform.home.HomeServers;
import dev.weft.platform.home.Server;
import dev.weft.platform.home.WeftFile;
import dev.weft.platform.process.Await;
import java.time.Duration;
import java.util.Optional;

/** A platform that another process serves. */
public final class Live {
    /** How the line begins that says that all serves. */
    static final String READY = "weft ready: ";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Live() {}

    /** The platform of a home, where its process lives and the API is ready. */
    public static Optional<WeftFile> find(HomeFolder home) {
        WeftFile file = WeftFile.read(home.weftFile());
        String api = file.api();
        return file.living(Server.WEFT).isPresent() && api != null && new ApiClient(api, "").ready()
                ? Optional.of(file)
                : Optional.empty();
    }

    /** A client of the platform, as its administrator. */
    public static ApiClient client(HomeFolder home, WeftFile file) {
        return new ApiClient(String.valueOf(file.api()), home.readToken().orElse(""));
    }

    /** Starts what is dead beside a process that lives, and says where all is. */
    static void join(HomeServers servers, HomeFolder home, Progress progress) throws PlatformException {
        progress.say("A platform serves " + home.path() + " already");
        Await.until(PATIENCE, () -> WeftFile.read(home.weftFile()).api() != null);
        servers.ensure();
        WeftFile file = Await.value(PATIENCE, () -> find(home))
                .orElseThrow(() -> new PlatformException(
                        Code.NOT_STARTED,
                        "Expected the platform in %s to answer within %d s, but it did not. Its log: %s. End it with «weft down», then start it again."
                                .formatted(
                                        home.path(),
                                        PATIENCE.toSeconds(),
                                        home.logs().resolve("weft.log"))));
        announce(file, progress);
    }

    /** The lines that programs wait for. */
    public static void announce(WeftFile file, Progress progress) {
        progress.say(READY + file.api());
        progress.say("token file: " + file.tokenFile());
        if (file.temporalUi() != null) {
            progress.say("Temporal UI: " + file.temporalUi());
        }
    }
}

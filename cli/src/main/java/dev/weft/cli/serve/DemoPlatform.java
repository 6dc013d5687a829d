package dev.weft.cli.serve;

import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.Progress;
import dev.weft.platform.home.HomeFolder;
import dev.weft.platform.home.Server;
import dev.weft.platform.home.WeftFile;
import dev.weft.platform.process.Ports;
import dev.weft.platform.temporal.Sync;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The platform that a demonstration runs on: the one that is there, else a new one on ports that are free. */
public final class DemoPlatform {
    private final HomeFolder home;
    private final Environment environment;
    private final Progress progress;

    public DemoPlatform(HomeFolder home, Environment environment, Progress progress) {
        this.home = home;
        this.environment = environment;
        this.progress = progress;
    }

    /** Finds or starts it; it serves. */
    public WeftFile find() throws PlatformException {
        Optional<WeftFile> live = Live.find(home);
        if (live.isPresent()) {
            progress.say("Using the platform that serves " + home.path() + " at "
                    + live.get().api());
            return live.get();
        }
        return new Detached(new UpOptions(home, ports(), null, null, Sync.NORMAL), environment, progress).start();
    }

    /** A first demonstration shouldn't fail because another program has a usual port. */
    private Map<Server, Integer> ports() {
        Map<Server, Integer> wishes = new EnumMap<>(Server.class);
        WeftFile last = WeftFile.read(home.weftFile());
        for (Server server : List.of(Server.WEFT, Server.TEMPORAL, Server.TEMPORAL_UI)) {
            if (last.port(server).isEmpty() && !Ports.isFree(server.defaultPort())) {
                progress.say("Port " + server.defaultPort() + " is in use: taking a free one for " + server.words());
                wishes.put(server, 0);
            }
        }
        return wishes;
    }
}

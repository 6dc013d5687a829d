package dev.weft.platform.home;

import dev.weft.platform.PlatformException;
import dev.weft.platform.process.Ports;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which port each server of a home takes: that which is asked for, else the one it had, else its default. */
final class PortPlan {
    private PortPlan() {}

    /**
     * Settles all ports before anything starts.
     *
     * @param wishes as a person gave them, 0 for a free one; absent where nothing was said
     * @param living servers that run already and keep their ports
     * @throws PlatformException of code PORT_IN_USE
     */
    static Map<String, Integer> settle(Map<Server, Integer> wishes, WeftFile last, Map<Server, ?> living)
            throws PlatformException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (Server server : Server.values()) {
            Integer kept = last.ports().get(server.key());
            Server process = server == Server.TEMPORAL_UI ? Server.TEMPORAL : server;
            boolean runs = living.containsKey(process) && kept != null;
            ports.put(server.key(), runs ? kept : choose(server, wishes.get(server), kept));
        }
        return ports;
    }

    private static int choose(Server server, @Nullable Integer wish, @Nullable Integer kept) throws PlatformException {
        // A port that was chosen freely before may be chosen freely again; one that people know may not.
        boolean any =
                wish == null ? server.defaultPort() == 0 || (kept != null && kept != server.defaultPort()) : wish == 0;
        if (any) {
            return kept != null && Ports.isFree(kept) ? kept : Ports.free();
        }
        int port = wish != null ? wish : server.defaultPort();
        return Ports.claim(port, server.words(), server.option());
    }
}

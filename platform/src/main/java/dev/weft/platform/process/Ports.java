package dev.weft.platform.process;

import dev.weft.platform.PlatformException;
import dev.weft.platform.PlatformException.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface. */
public final class Ports {
    // Below the ports that systems give to outgoing connections: any of those may take a port that nobody listens on
    // yet.
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;

    // What was handed out may not be listened on yet.
    private static final Set<Integer> HANDED_OUT = new HashSet<>();

    private Ports() {}

    /** A port on which nothing listens now; another one each time within this JVM. */
    public static synchronized int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (!HANDED_OUT.contains(port) && isFree(port)) {
                HANDED_OUT.add(port);
                return port;
            }
        }
    }

    /** Whether a server could listen on the port. */
    public static boolean isFree(int port) {
        // Some systems let a server listen beside another one that listens on all addresses.
        if (answers(port)) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Whether somebody listens on the port. */
    public static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /**
     * The port itself where it is free, a free one for 0.
     *
     * @param server who wants it, for the message
     * @param option that chooses another one, such as {@code --port}
     */
    public static int claim(int port, String server, String option) throws PlatformException {
        if (port == 0) {
            return free();
        }
        if (!isFree(port)) {
            throw new PlatformException(
                    Code.PORT_IN_USE,
                    "Expected port %d to be free for %s, but %s listens on it. Stop that, or choose another port: %s N; %s 0 takes a free one."
                            .formatted(port, server, PortOwner.describe(port), option, option));
        }
        return port;
    }
}

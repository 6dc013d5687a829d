package dev.weft.platform.process;

import dev.weft.platform.PlatformException;
import dev.weft.platform.PlatformException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** TCP ports of the loopback interface. */
public final class Ports {
    // The system may hand out a port again before its server listens on it.
    private static final Set<Integer> HANDED_OUT = new HashSet<>();

    private Ports() {}

    /** A port on which nothing listens now; another one each time within this JVM. */
    public static synchronized int free() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (HANDED_OUT.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether a server could listen on the port. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return !answers(port);
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

package dev.weft.worker.egress.dial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that check the very address they dial, or have a proxy dial. So it doesn't matter how the address was
 * written, what a name server answered the second time, or where a redirect led. Thread safe.
 */
public final class GuardedSocketFactory extends SocketFactory {
    private final EgressPolicy policy;
    private final @Nullable EgressProxy proxy;

    /**
     * @param proxy through which targets are reached; {@code null} for none
     */
    public GuardedSocketFactory(EgressPolicy policy, @Nullable EgressProxy proxy) {
        this.policy = policy;
        this.proxy = proxy;
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket(policy, proxy);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return connected(new InetSocketAddress(address, port));
    }

    private Socket connected(InetSocketAddress target) throws IOException {
        Socket socket = createSocket();
        try {
            socket.connect(target);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static final class GuardedSocket extends Socket {
        private final EgressPolicy policy;
        private final @Nullable EgressProxy proxy;

        GuardedSocket(EgressPolicy policy, @Nullable EgressProxy proxy) {
            this.policy = policy;
            this.proxy = proxy;
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress target)) {
                throw new IOException("Expected an internet address, but found " + endpoint);
            }
            if (!policy.allows(target)) {
                throw new EgressRefusedException(target);
            }
            if (proxy == null || !proxy.serves(target)) {
                super.connect(target, timeout);
                return;
            }
            super.connect(proxy.address(), timeout);
            int silence = getSoTimeout();
            setSoTimeout(timeout);
            Tunnel.open(this, proxy, target);
            setSoTimeout(silence);
        }
    }
}

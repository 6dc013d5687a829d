package dev.weft.worker.egress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP proxy for CONNECT on a loopback port, which takes each target for one server, whatever its address. */
final class TestProxy implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int target;
    private final String answer;

    /** Heads of the requests, in their order. */
    final List<String> heads = new CopyOnWriteArrayList<>();

    /**
     * @param target port that it connects to
     * @param answer head that it answers with; it connects where that says 200
     */
    TestProxy(int target, String answer) throws IOException {
        this.target = target;
        this.answer = answer;
        threads.submit(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private Void accept() throws IOException {
        while (true) {
            Socket client = socket.accept();
            threads.submit(() -> serve(client));
        }
    }

    private Void serve(Socket client) throws IOException {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return null;
                }
                head.append((char) next);
            }
            heads.add(head.toString());
            OutputStream out = client.getOutputStream();
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            if (!answer.contains(" 200 ")) {
                return null;
            }
            try (Socket server = new Socket(InetAddress.getByName("127.0.0.1"), target)) {
                threads.submit(() -> {
                    try (server) {
                        return in.transferTo(server.getOutputStream());
                    }
                });
                server.getInputStream().transferTo(out);
            }
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}

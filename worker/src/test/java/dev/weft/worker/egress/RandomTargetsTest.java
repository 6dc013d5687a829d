package dev.weft.worker.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.egress.dial.EgressPolicy;
import dev.weft.worker.egress.dial.EgressProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever way an address is written, whatever redirects say, and however often a name server changes its mind: the one
 * server that may be reached is, and the other one, on an address that isn't allowed, never.
 */
class RandomTargetsTest {
    private static final int CASES = Integer.getInteger("weft.random.runs", 3000);
    private static final int HOPS = 3;
    private final Random random = new Random(19);
    private final MockWebServer allowed = new MockWebServer();
    private final MockWebServer forbidden = new MockWebServer();
    private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        forbidden.start(InetAddress.getByName("127.0.0.2"), 0);
        allowed.start(InetAddress.getByName("127.0.0.1"), 0);
        forbidden.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().body("inside").build();
            }
        });
        allowed.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                HttpUrl url = request.getUrl();
                String next = url == null ? null : url.queryParameter("next");
                return next == null
                        ? new MockResponse.Builder().body("outside").build()
                        : new MockResponse.Builder()
                                .code(List.of(301, 302, 303, 307, 308).get(Math.floorMod(next.hashCode(), 5)))
                                .setHeader("Location", next)
                                .build();
            }
        });
    }

    @AfterEach
    void stop() {
        allowed.close();
        forbidden.close();
    }

    /** Gives the next of a name's answers, again and again: the second look-up isn't like the first. */
    private List<InetAddress> resolve(String host) throws UnknownHostException {
        List<InetAddress> answers = names.get(host);
        if (answers == null) {
            throw new UnknownHostException(host);
        }
        int turn = asked.getAndIncrement();
        return turn % 3 == 0 ? answers : List.of(answers.get(turn % answers.size()));
    }

    @Test
    void shouldReachOnlyWhatMayBeReached() throws Exception {
        EgressPolicy policy = EgressPolicy.allowing(List.of("127.0.0.1"));
        try (HttpGateway gateway = new HttpGateway(policy, null, this::resolve)) {
            sendAll(gateway, CASES);
        }

        assertThat(forbidden.getRequestCount()).isZero();
    }

    @Test
    void shouldHaveAProxyReachOnlyWhatMayBeReached() throws Exception {
        EgressPolicy policy = EgressPolicy.allowing(List.of("127.0.0.1"));
        try (TestProxy proxy = new TestProxy(allowed.getPort(), "HTTP/1.1 200 OK\r\n\r\n");
                HttpGateway gateway = new HttpGateway(
                        policy, EgressProxy.parse("http://127.0.0.1:" + proxy.port(), List.of()), this::resolve)) {
            sendAll(gateway, CASES / 4);

            assertThat(proxy.heads).isNotEmpty().allMatch(head -> head.startsWith("CONNECT 127.0.0.1:"));
        }
        assertThat(forbidden.getRequestCount()).isZero();
    }

    private void sendAll(HttpGateway gateway, int cases) throws Exception {
        int reached = 0;
        int refused = 0;
        for (int i = 0; i < cases; i++) {
            String url = chain(i);
            String method = random.nextBoolean() ? "GET" : "POST";
            try {
                HttpAnswer answer = gateway.send(new HttpRequest(
                        method,
                        HttpGateway.url(url),
                        Map.of(),
                        method.equals("GET") ? null : Payload.of(new byte[] {1}),
                        null,
                        true,
                        null));
                assertThat(answer.text()).as("case %s: %s", i, url).isEqualTo("outside");
                reached++;
            } catch (ActionException e) {
                assertThat(e.code())
                        .as("case %s: %s: %s", i, url, e.getMessage())
                        .isIn("egress_refused", "unreachable", "redirect_refused", "invalid_parameters");
                refused++;
            }
        }
        assertThat(reached).as("cases that went through").isGreaterThan(cases / 20);
        assertThat(refused).as("cases that didn't").isGreaterThan(cases / 4);
    }

    /** An address to start with, which leads to others. */
    private String chain(int number) throws UnknownHostException {
        String url = target(number, HOPS);
        for (int hop = random.nextInt(HOPS); hop > 0; hop--) {
            HttpUrl parsed = HttpUrl.parse(url);
            url = start(number, hop)
                    + (parsed == null ? "" : "?next=" + URLEncoder.encode(url, StandardCharsets.UTF_8));
        }
        return url;
    }

    private String start(int number, int hop) throws UnknownHostException {
        return random.nextInt(4) == 0 ? target(number, hop) : "http://127.0.0.1:" + allowed.getPort() + "/" + number;
    }

    private String target(int number, int hop) throws UnknownHostException {
        boolean inside = random.nextInt(3) > 0;
        int port = inside ? forbidden.getPort() : allowed.getPort();
        String host;
        if (random.nextInt(3) == 0) {
            host = "h" + number + "-" + hop + ".example";
            List<InetAddress> answers = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                answers.add(InetAddress.getByName(random.nextBoolean() ? "127.0.0.1" : "127.0.0.2"));
            }
            names.put(host, List.copyOf(answers));
        } else {
            host = written(inside ? 0x7f000002L : 0x7f000001L);
        }
        return "http://" + host + ":" + port + "/" + number;
    }

    /** An IPv4 address in one of the forms that some parser or other understands. */
    private String written(long address) {
        long a = address >> 24 & 0xff;
        long b = address >> 16 & 0xff;
        long c = address >> 8 & 0xff;
        long d = address & 0xff;
        return switch (random.nextInt(12)) {
            case 0 -> Long.toString(address);
            case 1 -> "0x" + Long.toHexString(address);
            case 2 -> "0" + Long.toOctalString(address);
            case 3 -> part(a) + "." + part(b) + "." + part(c) + "." + part(d);
            case 4 -> part(a) + "." + part(address & 0xffffff);
            case 5 -> part(a) + "." + part(b) + "." + part(address & 0xffff);
            case 6 -> "[::ffff:" + a + "." + b + "." + c + "." + d + "]";
            case 7 ->
                "[0:0:0:0:0:ffff:" + Long.toHexString(address >> 16) + ":" + Long.toHexString(address & 0xffff) + "]";
            case 8 -> "[::" + a + "." + b + "." + c + "." + d + "]";
            case 9 -> a + "." + b + "." + c + "." + d + ".";
            case 10 -> "[64:ff9b::" + a + "." + b + "." + c + "." + d + "]";
            default -> a + "." + b + "." + c + "." + d;
        };
    }

    // Nothing that is another address, a public one, to those who don't know octal numbers: no test dials it.
    private String part(long number) {
        return switch (random.nextInt(3)) {
            case 0 -> "0x" + Long.toHexString(number);
            case 1 -> "00" + number;
            default -> Long.toString(number);
        };
    }
}

package dev.weft.worker.egress;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.egress.dial.EgressPolicy;
import dev.weft.worker.egress.dial.EgressProxy;
import dev.weft.worker.egress.dial.GuardedSocketFactory;
import dev.weft.worker.egress.tls.TlsClients;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends HTTP requests to where they may go. Thread safe; closing it ends what is under way.
 *
 * <p>An interrupt of the sending thread cancels the request. There is no bound on time here but on connecting and on
 * silence: the attempt's own timeout holds.
 */
public final class HttpGateway implements AutoCloseable {
    /** Bytes of an answer's body, after decompression. */
    public static final int LIMIT = 3 << 19;

    /** Bytes that are kept of a body however little is wanted: enough to say what is wrong. */
    private static final int LEAST_KEPT = 4096;

    private static final int MAX_REDIRECTS = 5;
    private static final Duration CLEAN_UP = Duration.ofSeconds(4);
    private static final int MANY = 10_000;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final OkHttpClient client;
    private final TlsClients clients;

    /** A gateway that reaches others straight. */
    public HttpGateway(EgressPolicy policy) {
        this(policy, null);
    }

    /**
     * @param proxy through which others are reached; {@code null} for none
     */
    public HttpGateway(EgressPolicy policy, @Nullable EgressProxy proxy) {
        this(policy, proxy, Dns.SYSTEM);
    }

    /** With a name server of its own. */
    HttpGateway(EgressPolicy policy, @Nullable EgressProxy proxy, Dns names) {
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(MANY);
        dispatcher.setMaxRequestsPerHost(MANY);
        client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .dns(names)
                .socketFactory(new GuardedSocketFactory(policy, proxy))
                // Those of the environment; the operator's is gone through by the sockets, so that what is checked is
                // what is dialled.
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofMinutes(10))
                .writeTimeout(Duration.ofMinutes(1))
                .build();
        clients = new TlsClients(client);
    }

    /**
     * An address to send to.
     *
     * @throws ActionException {@code invalid_parameters} when it isn't an absolute http or https address
     */
    public static HttpUrl url(String text) throws ActionException {
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            throw ActionException.invalidParameters(
                    "Expected an absolute http or https address at /url, but found '" + text + "'.");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw ActionException.invalidParameters(
                    "Expected an address without a password at /url, but found one. Use 'auth' with a secret.");
        }
        return url;
    }

    /**
     * Sends a request and waits for all of the answer, whatever its status.
     *
     * @throws ActionException when there is no answer, or none that may be had
     */
    public HttpAnswer send(HttpRequest request) throws ActionException, InterruptedException {
        return send(request, Reception.kept());
    }

    /**
     * As the other, with a say in what becomes of the answer's body.
     *
     * @throws ActionException also what a sink throws
     */
    public HttpAnswer send(HttpRequest first, Reception reception) throws ActionException, InterruptedException {
        HttpRequest request = first;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpAnswer answer = exchange(request, reception);
            HttpRequest next = Redirects.next(answer);
            if (next == null) {
                return answer;
            }
            request = next;
        }
        throw ActionException.permanent(
                "redirect_refused",
                "Expected at most " + MAX_REDIRECTS + " redirects from " + first.label() + ", but found more.");
    }

    private HttpAnswer exchange(HttpRequest request, Reception reception) throws ActionException, InterruptedException {
        Call call = clients.client(request.tls()).newCall(build(request));
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                answer.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    answer.complete(read(request, response, reception));
                } catch (IOException | ActionException | InterruptedException | RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            }
        });
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw failure(request, e.getCause() == null ? e : e.getCause(), reception.limit());
        } catch (InterruptedException e) {
            call.cancel();
            end(answer);
            throw e;
        } finally {
            call.cancel();
        }
    }

    private static ActionException failure(HttpRequest request, Throwable cause, long limit)
            throws InterruptedException {
        return switch (cause) {
            case IOException failure -> HttpFailures.of(request, failure, limit);
            case ActionException failure -> failure;
            case InterruptedException stopped -> throw new InterruptedException(stopped.getMessage());
            default -> throw new IllegalStateException("Expected an answer or a failure from the HTTP client", cause);
        };
    }

    /** Waits until a sink has cleaned up behind a request that was cancelled. */
    private static void end(CompletableFuture<HttpAnswer> answer) throws InterruptedException {
        try {
            answer.handle((done, failure) -> true).get(CLEAN_UP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It is cleaned up later, by the thread that is at it.
            return;
        }
    }

    private static Request build(HttpRequest request) throws ActionException {
        Request.Builder builder = new Request.Builder().url(request.url());
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            try {
                builder.header(header.getKey(), header.getValue());
            } catch (IllegalArgumentException e) {
                throw ActionException.invalidParameters("Expected a header of printable characters, but found another"
                        + " in '" + header.getKey() + "'.");
            }
        }
        Payload payload = request.body();
        String method = request.method();
        boolean needsBody = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
        if (payload != null && (method.equals("GET") || method.equals("HEAD"))) {
            throw ActionException.invalidParameters("Expected no body with " + method + ", but found one.");
        }
        return builder.method(method, payload == null && !needsBody ? null : body(payload, request.contentType()))
                .build();
    }

    private static RequestBody body(@Nullable Payload payload, @Nullable String type) {
        MediaType media = type == null ? null : MediaType.get(type);
        if (payload == null) {
            return RequestBody.create(new byte[0], media);
        }
        return new RequestBody() {
            @Override
            public @Nullable MediaType contentType() {
                return media;
            }

            @Override
            public long contentLength() {
                return payload.size();
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                payload.writeTo(sink.outputStream());
            }
        };
    }

    private static HttpAnswer read(HttpRequest request, Response response, Reception reception)
            throws IOException, ActionException, InterruptedException {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers()
                .forEach(header -> headers.merge(
                        header.getFirst().toLowerCase(Locale.ROOT), header.getSecond(), (a, b) -> a + ", " + b));
        long limit = reception.limit();
        BufferedSource source = response.body().source();
        byte[] body;
        boolean cut;
        if (reception instanceof Reception.Streamed streamed
                && streamed.expected().contains(response.code())
                && !Redirects.leadsOn(request, response.code(), headers.get("location"))) {
            if (response.body().contentLength() > limit) {
                throw HttpFailures.tooLarge(request, limit);
            }
            streamed.sink().take(new Bounded(source.inputStream(), limit));
            body = new byte[0];
            cut = false;
        } else {
            long most = Math.min(LIMIT, Math.max(limit, LEAST_KEPT));
            cut = source.request(most + 1);
            body = cut ? source.readByteArray(most) : source.readByteArray();
            cut |= body.length > limit;
        }
        return new HttpAnswer(
                request,
                response.code(),
                headers,
                body,
                limit,
                cut,
                response.body().contentType());
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        threads.shutdownNow();
    }
}

package dev.weft.worker.egress;

import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
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

    private static final int MAX_REDIRECTS = 5;
    private static final int MANY = 10_000;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final OkHttpClient client;

    public HttpGateway(EgressPolicy policy) {
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(MANY);
        dispatcher.setMaxRequestsPerHost(MANY);
        client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .socketFactory(new GuardedSocketFactory(policy))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofMinutes(10))
                .writeTimeout(Duration.ofMinutes(1))
                .build();
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
    public HttpAnswer send(HttpRequest first) throws ActionException, InterruptedException {
        HttpRequest request = first;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpAnswer answer = exchange(request);
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

    private HttpAnswer exchange(HttpRequest request) throws ActionException, InterruptedException {
        Call call = client.newCall(build(request));
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                answer.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    answer.complete(read(request, response));
                } catch (IOException | RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            }
        });
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure(request, failure);
            }
            throw new IllegalStateException("Expected an answer or a failure from the HTTP client", e.getCause());
        } finally {
            call.cancel();
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
        byte[] content = request.body();
        String method = request.method();
        boolean needsBody = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
        if (content != null && (method.equals("GET") || method.equals("HEAD"))) {
            throw ActionException.invalidParameters("Expected no body with " + method + ", but found one.");
        }
        String type = request.contentType();
        RequestBody body = content == null && !needsBody
                ? null
                : RequestBody.create(
                        content == null ? new byte[0] : content, type == null ? null : MediaType.get(type));
        return builder.method(method, body).build();
    }

    private static HttpAnswer read(HttpRequest request, Response response) throws IOException {
        BufferedSource source = response.body().source();
        boolean cut = source.request(LIMIT + 1L);
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers()
                .forEach(header -> headers.merge(
                        header.getFirst().toLowerCase(Locale.ROOT), header.getSecond(), (a, b) -> a + ", " + b));
        return new HttpAnswer(
                request,
                response.code(),
                headers,
                cut ? source.readByteArray(LIMIT) : source.readByteArray(),
                cut,
                response.body().contentType());
    }

    private static ActionException failure(HttpRequest request, IOException e) {
        EgressRefusedException refused = refusal(e);
        if (refused != null) {
            return ActionException.permanent("egress_refused", request.label() + ": " + refused.getMessage());
        }
        String expected = "Expected an answer from " + request.label() + ", but ";
        return switch (e) {
            case UnknownHostException unknown ->
                new ActionException(
                        "unreachable",
                        expected + "no name server knows the host "
                                + request.url().host() + ".");
            case SSLException tls ->
                ActionException.permanent("tls", expected + "TLS failed: " + tls.getMessage() + ".");
            case ConnectException none -> new ActionException("unreachable", expected + "could not connect.");
            case NoRouteToHostException none -> new ActionException("unreachable", expected + "could not connect.");
            case SocketTimeoutException late ->
                new ActionException("unreachable", expected + "it stayed silent (" + late.getMessage() + ").");
            default ->
                new ActionException("connection_lost", expected + "the connection broke (" + e.getMessage() + ").");
        };
    }

    private static @Nullable EgressRefusedException refusal(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof EgressRefusedException refused) {
                return refused;
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                if (suppressed instanceof EgressRefusedException refused) {
                    return refused;
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        threads.shutdownNow();
    }
}

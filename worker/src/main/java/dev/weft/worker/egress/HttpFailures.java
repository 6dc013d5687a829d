package dev.weft.worker.egress;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.egress.dial.EgressRefusedException;
import dev.weft.worker.egress.dial.ProxyRefusedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there is no answer, for authors. */
final class HttpFailures {
    private HttpFailures() {}

    static ActionException of(HttpRequest request, IOException e, long limit) {
        EgressRefusedException refused = cause(e, EgressRefusedException.class);
        if (refused != null) {
            return ActionException.permanent("egress_refused", request.label() + ": " + refused.getMessage());
        }
        ProxyRefusedException proxy = cause(e, ProxyRefusedException.class);
        if (proxy != null) {
            return new ActionException(
                    "proxy_refused", request.label() + ": " + proxy.getMessage(), proxy.passing(), null);
        }
        if (cause(e, Bounded.ExceededException.class) != null) {
            return tooLarge(request, limit);
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

    static ActionException tooLarge(HttpRequest request, long limit) {
        return ActionException.permanent(
                "answer_too_large",
                "Expected an answer of at most " + limit + " bytes from " + request.label()
                        + ", but found more. Ask for less, such as one page.");
    }

    /** The first of a type among the causes of a failure, and those that it suppressed. */
    private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                if (type.isInstance(suppressed)) {
                    return type.cast(suppressed);
                }
            }
        }
        return null;
    }
}

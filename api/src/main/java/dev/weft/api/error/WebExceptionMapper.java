package dev.weft.api.error;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** What Jersey itself refuses: unknown routes, methods, media types, parameters that can't be read. */
public final class WebExceptionMapper implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException exception) {
        if (exception.getCause() instanceof ApiException refused) {
            return refused.response();
        }
        Response original = exception.getResponse();
        int status = original.getStatus();
        if (status < 400) {
            return original;
        }
        ApiException problem = new ApiException(status, Titles.code(status), detail(exception, status));
        copy(original, problem, HttpHeaders.ALLOW);
        copy(original, problem, HttpHeaders.RETRY_AFTER);
        return problem.response();
    }

    private static String detail(WebApplicationException exception, int status) {
        return switch (exception) {
            case NotFoundException missing -> "Expected a known route, but found nothing here. docs/api.md lists them.";
            case NotAllowedException other ->
                "Expected one of the methods "
                        + other.getResponse().getHeaderString(HttpHeaders.ALLOW)
                        + ", but found another.";
            case NotSupportedException type ->
                "Expected a body of another media type: application/json, or application/yaml for definitions.";
            default -> status >= 500 ? "The platform failed to answer; its log says why." : "HTTP " + status + ".";
        };
    }

    private static void copy(Response from, ApiException to, String header) {
        String value = from.getHeaderString(header);
        if (value != null) {
            to.header(header, value);
        }
    }
}

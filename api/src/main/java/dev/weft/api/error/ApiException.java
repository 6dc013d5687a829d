package dev.weft.api.error;

import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request can't be served, for a reason that the caller can understand. Becomes a {@link ProblemDetail}. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private transient ProblemDetail problem;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public ApiException(int status, String code, String detail) {
        super(code + ": " + detail, null, false, false);
        this.problem = ProblemDetail.of(status, code, detail);
    }

    /** 400: the request itself makes no sense. */
    public static ApiException invalid(String detail) {
        return new ApiException(400, "invalid_request", detail);
    }

    /** 404. */
    public static ApiException notFound(String what, String id) {
        return new ApiException(404, "not_found", "Expected a known " + what + ", but found none named «" + id + "».");
    }

    /** 409. */
    public static ApiException conflict(String code, String detail) {
        return new ApiException(409, code, detail);
    }

    /** 422: well formed, but it can't be done. */
    public static ApiException unprocessable(String code, String detail) {
        return new ApiException(422, code, detail);
    }

    /** 503, to be tried again in some seconds. */
    public static ApiException unavailable(String code, String detail, int retryAfterSeconds) {
        return new ApiException(503, code, detail).header("Retry-After", Integer.toString(retryAfterSeconds));
    }

    /** Adds a member to the body. */
    public ApiException with(String name, @Nullable Object value) {
        problem = problem.with(name, value);
        return this;
    }

    /** Adds a header to the answer. */
    public ApiException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The body that it becomes. */
    public ProblemDetail problem() {
        return problem;
    }

    /** The answer that it becomes. */
    public Response response() {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(ProblemDetail.MEDIA_TYPE).entity(problem);
        headers.forEach(response::header);
        return response.build();
    }
}

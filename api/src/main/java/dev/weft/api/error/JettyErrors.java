package dev.weft.api.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.api.web.RequestMarks;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What never reaches Jersey: requests that aren't HTTP, headers too large, paths outside of the API. */
public final class JettyErrors extends ErrorHandler {
    private final ObjectMapper json;

    public JettyErrors(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        ProblemDetail problem = ProblemDetail.of(
                status,
                Titles.code(status),
                status == 404
                        ? "Expected a known route, but found nothing here. The API is under /api."
                        : "The request can't be served: HTTP " + status + ".");
        if (!response.getHeaders().contains(RequestMarks.HEADER)) {
            response.getHeaders()
                    .put(
                            RequestMarks.HEADER,
                            RequestMarks.id(request.getHeaders().get(RequestMarks.HEADER)));
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDetail.MEDIA_TYPE);
        if (status == HttpStatus.METHOD_NOT_ALLOWED_405) {
            // Outside of the API nothing is there but to be read.
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
        }
        Content.Sink.write(response, true, text(problem), callback);
        return true;
    }

    private String text(ProblemDetail problem) {
        try {
            return new String(json.writeValueAsBytes(problem), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            return "{}";
        }
    }
}

package dev.weft.api.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves the page to {@code GET} and {@code HEAD}; whatever else is asked is an error that the server words. */
public final class PageServlet extends HttpServlet {
    /** The paths that the page takes of the server. */
    public static final String[] PATHS = {"", "/runs/*", "/web/*"};

    private static final long serialVersionUID = 1L;
    private final transient PageFiles files = new PageFiles();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<PageFile> found = files.at(path(request));
        boolean head = request.getMethod().equals("HEAD");
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (head || request.getMethod().equals("GET")) {
            answer(found.get(), request, response, head);
        } else {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    private static void answer(PageFile file, HttpServletRequest request, HttpServletResponse response, boolean head)
            throws IOException {
        PageHeaders.set(response);
        response.setHeader("ETag", file.tag());
        if (isKnown(file, request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.type());
        response.setContentLength(file.bytes().length);
        if (!head) {
            response.getOutputStream().write(file.bytes());
        }
    }

    private static boolean isKnown(PageFile file, @Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals(file.tag()));
    }

    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return request.getServletPath() + (info == null ? "" : info);
    }
}

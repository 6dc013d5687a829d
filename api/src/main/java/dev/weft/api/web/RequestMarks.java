package dev.weft.api.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Gives each request an id, its caller's where it is one that can be kept, and each answer the headers that keep a browser from
 * guessing. The page's own are stricter, see {@link PageHeaders}.
 */
public final class RequestMarks implements Filter {
    /** The header with the id, of requests and answers. */
    public static final String HEADER = "X-Request-Id";
    /** The attribute of the request that holds the id. */
    public static final String ID = "weft.request";
    /** The attribute of the request that holds the address it came from. */
    public static final String ADDRESS = "weft.address";

    private static final Pattern KEPT = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");
    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";
    private static final String ONE_YEAR = "max-age=31536000";

    /** The id that a request has said, where it can be kept, else a fresh one. */
    public static String id(@Nullable String said) {
        return said != null && KEPT.matcher(said).matches()
                ? said
                : UUID.randomUUID().toString();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        String id = id(http.getHeader(HEADER));
        http.setAttribute(ID, id);
        http.setAttribute(ADDRESS, http.getRemoteAddr());
        headers((HttpServletResponse) response, id, http.isSecure());
        try (MDC.MDCCloseable ignored = MDC.putCloseable("request", id)) {
            chain.doFilter(request, response);
        }
    }

    private static void headers(HttpServletResponse response, String id, boolean secure) {
        response.setHeader(HEADER, id);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (secure) {
            response.setHeader("Strict-Transport-Security", ONE_YEAR);
        }
    }
}

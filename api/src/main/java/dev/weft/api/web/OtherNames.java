package dev.weft.api.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A route of the API that can be asked at the root, too, as callers of other orchestrators know it. */
public final class OtherNames extends HttpServlet {
    /** The other name of {@code /api/analytics}. */
    public static final String ANALYTICS = "/orchestrator/analytics";

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher("/api/analytics").forward(request, response);
    }
}

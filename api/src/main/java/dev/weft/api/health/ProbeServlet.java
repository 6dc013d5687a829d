package dev.weft.api.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What an orchestrator asks, without a token: 200 or 503, and which parts are meant. */
public final class ProbeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient Supplier<List<Check>> checks;
    private final transient ObjectMapper json;

    /**
     * @param checks that all have to cost nothing
     */
    public ProbeServlet(Supplier<List<Check>> checks, ObjectMapper json) {
        this.checks = checks;
        this.json = json;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Check> found = checks.get();
        boolean well = found.stream().allMatch(check -> check.cost() == 0);
        response.setStatus(well ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        json.writeValue(
                response.getOutputStream(),
                Map.of(
                        "status",
                        well ? "ok" : "failed",
                        "failed",
                        found.stream()
                                .filter(check -> check.cost() > 0)
                                .map(Check::name)
                                .toList()));
    }
}

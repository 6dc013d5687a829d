package dev.weft.worker.action;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.action.builtin.ApiCall;
import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.worker.action.file.Roots;
import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.egress.dial.EgressPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls by {@code api_call} in a workspace, from a worker that may reach the loopback addresses. */
public final class ApiCalls implements AutoCloseable {
    private final Path workspace;
    private final HttpGateway gateway;
    private final ApiCallAction action;

    /** What attempts have had taken out of what they say, by the names that were given. */
    public final List<String> concealed = Collections.synchronizedList(new ArrayList<>());

    public ApiCalls(Path workspace) throws IOException {
        this(workspace, new HttpGateway(EgressPolicy.allowing(List.of("127.0.0.0/8", "::1"))));
    }

    public ApiCalls(Path workspace, HttpGateway gateway) throws IOException {
        this.workspace = workspace;
        this.gateway = gateway;
        this.action = new ApiCallAction(gateway, new Roots(workspace, List.of()));
    }

    /** Calls, and holds the output against what is said of it. */
    public Map<String, @Nullable Object> call(String url, Object... parameters) throws Exception {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("url", url);
        for (int i = 0; i < parameters.length; i += 2) {
            map.put((String) parameters[i], parameters[i + 1]);
        }
        Map<String, @Nullable Object> output =
                action.execute(ParameterBinder.bind(ApiCall.SPEC, map), new TestContext(workspace, "key-1", concealed));
        DescribedOutput.check(ApiCall.SPEC, WrittenParameters.of(map), output);
        return output;
    }

    /** As {@link #call}, and fails. */
    public ActionException failure(String url, Object... parameters) {
        return Failing.of(() -> call(url, parameters));
    }

    /** All paths below the workspace. */
    public List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(workspace)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> workspace.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}

package dev.weft.worker.catalog.support;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A workspace, and calls of handlers in it. */
public final class HandlerFixture implements ActionContext {
    private final Path workspace;
    private final AtomicInteger heartbeats = new AtomicInteger();
    private volatile int cancelAfter = Integer.MAX_VALUE;

    public HandlerFixture(Path workspace) {
        this.workspace = workspace;
    }

    /** Puts a text into the workspace; answers its path there. */
    public String put(String path, String content) {
        return put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public String put(String path, byte[] content) {
        try {
            Path file = workspace.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String get(String path) {
        try {
            return Files.readString(workspace.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean has(String path) {
        return Files.exists(workspace.resolve(path));
    }

    @SuppressWarnings("unchecked")
    public Map<String, Object> call(AgentHandler handler, Map<String, ? extends @Nullable Object> parameters)
            throws ActionException, InterruptedException {
        Object output = handler.handle("", (Map<String, @Nullable Object>) parameters, this);
        if (output == null) {
            throw new AssertionError("Expected an output of " + handler.name());
        }
        return (Map<String, Object>) output;
    }

    /** A field that must be there. */
    public static Object field(Map<?, ?> output, String name) {
        return Objects.requireNonNull(output.get(name), name);
    }

    /** The messages of a check's findings. */
    public static List<String> messages(Map<?, ?> output) {
        List<String> messages = new ArrayList<>();
        ((List<?>) field(output, "findings"))
                .forEach(finding -> messages.add((String) field((Map<?, ?>) finding, "message")));
        return messages;
    }

    /** From the given heartbeat on, the attempt counts as cancelled. */
    public HandlerFixture cancelAfter(int beats) {
        cancelAfter = beats;
        return this;
    }

    public int heartbeats() {
        return heartbeats.get();
    }

    @Override
    public String run() {
        return "publish-article-01TEST";
    }

    @Override
    public String workflow() {
        return "publish-article";
    }

    @Override
    public String path() {
        return "task";
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public String idempotencyKey() {
        return "key";
    }

    @Override
    public Path workspace() {
        return workspace;
    }

    @Override
    public void conceal(String name, String value) {
        // Nothing is given back that would be looked through.
    }

    @Override
    public void heartbeat() throws InterruptedException {
        if (heartbeats.incrementAndGet() > cancelAfter) {
            throw new InterruptedException("cancelled");
        }
    }
}

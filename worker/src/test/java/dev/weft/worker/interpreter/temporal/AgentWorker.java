package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.activity.ActionRuntime;
import dev.weft.worker.activity.TaskActivity;
import dev.weft.worker.activity.WorkerSettings;
import dev.weft.worker.room.Capacity;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process with a worker that makes real calls, until it is killed. */
final class AgentWorker {
    private AgentWorker() {}

    /** Arguments: the address of the server, the namespace, the home, and where it isn't all of the machine its cores. */
    public static void main(String[] arguments) throws Exception {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(arguments[0]).build());
        WorkflowClient client = WorkflowClient.newInstance(
                service,
                WorkflowClientOptions.newBuilder().setNamespace(arguments[1]).build());
        try (ActionRuntime runtime = ActionRuntime.open(WorkerSettings.fromEnvironment(
                        Path.of(arguments[2]), Map.of("WEFT_EGRESS_ALLOW", "127.0.0.1")));
                WeftWorker worker = WeftWorker.start(
                        client,
                        new TaskActivity(runtime),
                        WorkerLimits.DEFAULT.having(Capacity.fromEnvironment(
                                arguments.length < 4 ? Map.of() : Map.of(Capacity.CPU, arguments[3]))))) {
            System.out.println("working in " + worker.factory().isStarted());
            Thread.currentThread().join();
        }
    }

    /** Starts such a process and waits until it works. */
    static Process start(String address, String namespace, Path home) throws IOException {
        return start(List.of(address, namespace, home.toString()));
    }

    /**
     * As the other.
     *
     * @param cores what it has for attempts that say what they take up
     */
    static Process start(String address, String namespace, Path home, int cores) throws IOException {
        return start(List.of(address, namespace, home.toString(), String.valueOf(cores)));
    }

    private static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AgentWorker.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        while (line != null && !line.startsWith("working")) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("Expected the worker to begin, but it ended");
        }
        // What it logs is for nobody, and must not fill the pipe. A virtual thread would keep one of the few carriers
        // for itself while it reads.
        Thread.ofPlatform().daemon().start(() -> said.lines().forEach(any -> {}));
        return process;
    }
}

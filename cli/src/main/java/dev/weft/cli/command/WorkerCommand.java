package dev.weft.cli.command;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import dev.weft.cli.serve.Alone;
import dev.weft.cli.serve.WorkerBuild;
import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.worker.room.Capacity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Works on runs alone. */
@Command(
        name = "worker",
        description = {
            "Work on runs and their tasks, on a Temporal server that runs elsewhere:",
            "TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE. As many workers as you like share the work.",
            "What runs tell goes to the event log in the database of WEFT_DATABASE_URL.",
            "WEFT_METRICS_ADDRESS, such as 9465, says where Prometheus reads its metrics."
        },
        footer = {
            "",
            "Example: TEMPORAL_ADDRESS=temporal:7233 weft worker --home /var/lib/weft",
            "         TEMPORAL_ADDRESS=temporal:7233 weft worker --build-id 1.4.0 --current",
            "         TEMPORAL_ADDRESS=temporal:7233 weft worker --cpu 3 --memory 12GiB"
        })
public final class WorkerCommand extends HomeCommand {
    @Option(
            names = "--build-id",
            paramLabel = "ID",
            description = {
                "The build that it is of, for Temporal's Worker Versioning: it has work once its build is current."
            })
    private @Nullable String buildId;

    @Option(
            names = "--deployment",
            paramLabel = "NAME",
            defaultValue = WorkerBuild.DEPLOYMENT,
            description = "What the build is a build of. Default: ${DEFAULT-VALUE}.")
    private String deployment = WorkerBuild.DEPLOYMENT;

    @Option(names = "--current", description = "Make its build the current one: all runs go over to it.")
    private boolean current;

    @Option(
            names = "--cpu",
            paramLabel = "N",
            description = {
                "Cores that it has for attempts with resources, such as 3.5.",
                "Default: WEFT_WORKER_CPU, else all of the machine."
            })
    private @Nullable String cpu;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = {
                "Memory that it has for them, such as 12GiB.",
                "Default: WEFT_WORKER_MEMORY, else all of the machine."
            })
    private @Nullable String memory;

    @Override
    public Integer call() throws PlatformException, InterruptedException {
        new Alone(home(), Environment.system().with(capacity()), Printer.progress()).worker(build());
        return Exit.DONE;
    }

    private Map<String, String> capacity() {
        Map<String, String> said = new LinkedHashMap<>();
        if (cpu != null) {
            said.put(Capacity.CPU, cpu);
        }
        if (memory != null) {
            said.put(Capacity.MEMORY, memory);
        }
        return said;
    }

    private @Nullable WorkerBuild build() {
        if (buildId == null) {
            if (current) {
                throw new CliException(Exit.WRONG_USE, "Expected --build-id ID beside --current, but found none.");
            }
            return null;
        }
        return new WorkerBuild(deployment, buildId, current);
    }
}

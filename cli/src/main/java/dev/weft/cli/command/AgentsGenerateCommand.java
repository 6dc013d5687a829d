package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.agents.AgentFiles;
import dev.weft.cli.agents.Descriptions;
import dev.weft.definitions.agent.generate.OpenApiAgents;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes agents' files. */
@Command(
        name = "generate",
        description = {
            "Write the files of agents from what a service, a program or a class says of itself. Needs no server.",
            "Without --out the files are printed."
        },
        footer = {
            "",
            "Example: weft agents generate --openapi https://service.example/openapi.json --out agents",
            "Example: weft agents generate --describe agents/count.py --out agents",
            "Example: weft agents generate --java com.example.Outliner --class-path outliner.jar --out agents"
        })
public final class AgentsGenerateCommand extends BaseCommand {
    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    /** One of them. */
    private static final class Source {
        @Option(
                names = "--openapi",
                paramLabel = "FILE|URL",
                description = "An OpenAPI document: an agent for each operation that takes JSON by POST.")
        private @Nullable String openapi;

        @Option(
                names = "--describe",
                paramLabel = "PROGRAM",
                description = "A program that prints what it can do as JSON when called with --describe.")
        private @Nullable Path program;

        @Option(names = "--url", paramLabel = "URL", description = "An address that says as JSON what it can do.")
        private @Nullable String url;

        @Option(names = "--java", paramLabel = "CLASS", description = "A class that implements AgentHandler.")
        private @Nullable String type;
    }

    @Option(names = "--server-url", paramLabel = "URL", description = "Where the service of an OpenAPI document is.")
    private @Nullable String server;

    @Option(names = "--class-path", paramLabel = "JAR", split = ":", description = "Where the class is.")
    private List<Path> classPath = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder that the files are written to.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Write over files that are there.")
    private boolean force;

    @Override
    public Integer call() {
        if (source.openapi != null) {
            OpenApiAgents.Made made = openapi(source.openapi);
            made.leftOut().forEach(one -> System.err.println("left out " + one));
            made.agents().values().forEach(this::give);
            if (made.agents().isEmpty()) {
                throw new CliException(Exit.FAILED, "Expected an operation that takes JSON by POST, but found none.");
            }
        } else if (source.program != null) {
            give(program(source.program));
        } else if (source.url != null) {
            give(Descriptions.ofUrl(source.url));
        } else {
            give(Descriptions.ofClass(String.valueOf(source.type), classPath));
        }
        return Exit.DONE;
    }

    /** A program beside the file is called so, wherever the folder is taken. */
    private Map<String, @Nullable Object> program(Path path) {
        Path program = path.toAbsolutePath().normalize();
        Map<String, @Nullable Object> file = Descriptions.ofProgram(List.of(program.toString()));
        Path folder = out == null ? null : out.toAbsolutePath().normalize();
        if (folder != null && program.startsWith(folder)) {
            file.put("argv", List.of("./" + folder.relativize(program)));
        }
        return file;
    }

    private void give(Map<String, @Nullable Object> fields) {
        if (out == null) {
            System.out.print(AgentFiles.text(fields, Path.of("")));
        } else {
            System.out.println("wrote " + AgentFiles.write(fields, out, force));
        }
    }

    private OpenApiAgents.Made openapi(String from) {
        boolean remote = from.matches("https?://.*");
        try {
            String text = remote ? Descriptions.get(from) : Files.readString(Path.of(from));
            ProblemCollector problems = new ProblemCollector(new SourceText(from, text));
            if (!(NodeReader.read(problems) instanceof MapNode document)) {
                throw new CliException(
                        Exit.FAILED, "Expected an OpenAPI document in %s, but it can't be read.".formatted(from));
            }
            return OpenApiAgents.of(NodeValues.map(document), server != null ? server : remote ? from : null);
        } catch (IOException e) {
            throw new CliException(Exit.NOT_FOUND, "Expected a file %s, but: %s.".formatted(from, e));
        } catch (IllegalArgumentException e) {
            throw new CliException(Exit.FAILED, e.getMessage() + ".");
        }
    }
}

package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Terminal;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.SourceText;
import dev.weft.definitions.template.DefinitionTemplate;
import dev.weft.definitions.template.Making;
import dev.weft.definitions.template.TemplateException;
import dev.weft.definitions.template.TemplateReader;
import dev.weft.definitions.template.Templates;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a definition of a template. */
@Command(
        name = "create",
        description = {
            "Create a definition of a template: saved on the server, or with --to written to a file, which needs no server.",
            "«weft templates TEMPLATE» says which parameters there are."
        },
        footer = {
            "",
            "Example: weft create approval_chain --param request_title='Budget Approval' --param level1_approver=alice",
            "         weft create batch --param worker_agent=importer --id nightly-import --to nightly-import.yaml",
            "Exit code 1: the definition has errors, or one of its id exists. 2: a parameter is wrong. 3: no such template."
        })
public final class CreateCommand extends ClientCommand {
    @Parameters(paramLabel = "TEMPLATE", description = "A template, or a file that holds one.")
    private String name = "";

    @Option(
            names = {"--param", "--set"},
            paramLabel = "K=V",
            description = "A parameter; may be given often. JSON where it is not a text.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--params",
            paramLabel = "FILE",
            description = "Parameters as a JSON or YAML file; - for standard input. Those of --param win.")
    private @Nullable Path file;

    @Option(names = "--id", paramLabel = "ID", description = "Id of the definition. Default: the template's name.")
    private @Nullable String id;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "Write the definition there, and save nothing; - for standard output.")
    private @Nullable Path to;

    @Option(names = "--force", description = "Replace the file of --to.")
    private boolean force;

    @Override
    public Integer call() {
        DefinitionTemplate template = template(name);
        String definition = id == null ? template.defaultId() : id;
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (file != null) {
            values.putAll(InputReader.fromFile(file));
        }
        values.putAll(template.coerce(parameters));
        return switch (template.make(definition, values)) {
            case Making.Refused refused -> refuse(template, refused);
            case Making.Made made -> made(definition, made.text());
        };
    }

    private int made(String definition, String text) {
        SourceText source = new SourceText(definition + ".yaml", text);
        Reading reading = Definitions.read(source, Surroundings.UNKNOWN);
        if (!reading.problems().isEmpty()) {
            System.err.print(new ProblemPrinter(Terminal.colour()).print(reading.problems()));
        }
        if (reading.definition() == null) {
            return Exit.FAILED;
        }
        return to == null ? save(source) : write(to, text);
    }

    private int save(SourceText source) {
        JsonNode saved = api().postYaml("/workflows?file=" + ApiClient.encode(source.name()), source.text());
        String savedId = saved.path("id").asText();
        Printer.print(
                output(),
                saved,
                List.of(savedId + ": revision " + saved.path("revision").asText(), "Start it: weft start " + savedId));
        return Exit.DONE;
    }

    private int write(Path target, String text) {
        if (target.toString().equals("-")) {
            System.out.print(text);
            return Exit.DONE;
        }
        OpenOption[] options = force
                ? new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
                }
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        try {
            Files.writeString(target, text, options);
        } catch (FileAlreadyExistsException e) {
            throw new CliException(
                    Exit.FAILED, "Expected to write " + target + ", but it is there already: --force replaces it.");
        } catch (IOException e) {
            throw new CliException(
                    Exit.FAILED, "Expected to write " + target + ", but it can't be written: " + e.getMessage());
        }
        System.out.println("Written: " + target);
        System.out.println("Save it: weft apply " + target);
        return Exit.DONE;
    }

    private static int refuse(DefinitionTemplate template, Making.Refused refused) {
        refused.failures().forEach(failure -> {
            System.err.println("error: " + failure.message());
            if (!failure.hint().isEmpty()) {
                System.err.println("  = hint: " + failure.hint());
            }
        });
        System.err.println("«weft templates " + template.id() + "» says more about its parameters.");
        return Exit.WRONG_USE;
    }

    /** The template of a name, or in a file. */
    static DefinitionTemplate template(String name) {
        return Templates.find(name).orElseGet(() -> {
            Path path = Path.of(name);
            if (!Files.isRegularFile(path)) {
                throw TemplatesCommand.unknown(name);
            }
            try {
                return TemplateReader.read(name, DefinitionFiles.read(path).text());
            } catch (TemplateException e) {
                throw new CliException(Exit.FAILED, String.valueOf(e.getMessage()));
            }
        });
    }
}

package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.schema.ActionSchema;
import dev.weft.definitions.schema.AgentSchema;
import dev.weft.definitions.schema.LanguageSchema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints JSON Schemas, for editors. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of definitions, of an agent's file, or of one action. Needs no server.",
        footer = {"", "Example: weft schema > weft.schema.json", "Example: weft schema file_operation"})
public final class SchemaCommand extends BaseCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "agent|ACTION",
            description = "agent: of an agent's file; an action's name: of its parameters and output.")
    private @Nullable String subject;

    @Override
    public Integer call() {
        System.out.println(Printer.json(ApiClient.tree(schema())));
        return Exit.DONE;
    }

    private Map<String, ?> schema() {
        ActionRegistry actions = Surroundings.UNKNOWN.actions();
        if (subject == null) {
            return LanguageSchema.of(actions);
        }
        if (subject.equals("agent")) {
            return AgentSchema.of();
        }
        return ActionSchema.of(actions.find(subject)
                .orElseThrow(() -> new CliException(
                        Exit.NOT_FOUND,
                        "Expected agent or the name of an action (" + String.join(", ", actions.names())
                                + "), but found " + subject + ".")));
    }
}

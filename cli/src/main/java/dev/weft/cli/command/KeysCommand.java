package dev.weft.cli.command;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Format;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import dev.weft.cli.serve.KeysFile;
import dev.weft.cli.serve.PayloadKeys;
import dev.weft.platform.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes and changes the keys that payloads and blobs are sealed with. */
@Command(
        name = "keys",
        description = {
            "Make, list and change the keys with which everything is sealed that Temporal and the blob store keep.",
            "",
            "create   makes the first key; from then on all is sealed (running processes notice within a second).",
            "list     says which there are. This is the default.",
            "rotate   adds a key that seals from now on; the old ones still read.",
            "add      adds a key that only reads: to be given to all processes before it is made the primary.",
            "primary  lets a KEY seal from now on.",
            "disable  lets a KEY do nothing, until enable: to find out whether it is still needed.",
            "enable   lets it read again.",
            "remove   forgets a KEY: what it has sealed can't be read any more, by anybody."
        },
        footer = {"", "Example: weft keys create", "         weft keys rotate", "         weft keys remove 1234567890"})
public final class KeysCommand extends HomeCommand {
    /** What is done. */
    enum Verb {
        CREATE,
        LIST,
        ROTATE,
        ADD,
        PRIMARY,
        DISABLE,
        ENABLE,
        REMOVE
    }

    @Parameters(arity = "0..1", paramLabel = "WHAT", defaultValue = "list", description = "One of the words above.")
    private Verb verb = Verb.LIST;

    @Parameters(index = "1", arity = "0..1", paramLabel = "KEY", description = "The key that is meant.")
    private @Nullable String key;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "The file with the keys. Default: WEFT_PAYLOAD_KEYS, else payload-keys.json of the home folder.")
    private @Nullable Path file;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or yaml. Default: table.")
    private Format output = Format.TABLE;

    @Override
    public Integer call() {
        KeysFile keys = new KeysFile(place());
        List<KeysFile.Entry> now = switch (verb) {
            case CREATE -> keys.create();
            case LIST -> keys.list();
            case ROTATE -> keys.rotate();
            case ADD -> keys.add();
            case PRIMARY -> keys.primary(key());
            case DISABLE -> keys.enable(key(), false);
            case ENABLE -> keys.enable(key(), true);
            case REMOVE -> keys.remove(key());
        };
        Table table = new Table("KEY", "STATUS");
        now.forEach(one -> table.row(one.id(), one.status()));
        Printer.print(output, ApiClient.tree(Map.of("file", keys.path().toString(), "keys", now)), table.lines());
        if (verb == Verb.CREATE) {
            System.err.println("Keep a copy of " + keys.path()
                    + " elsewhere: without it nothing can be read that was sealed with it.");
        }
        return Exit.DONE;
    }

    private Path place() {
        if (file != null) {
            return file;
        }
        return PayloadKeys.file(home(), Environment.system())
                .orElseThrow(
                        () -> new CliException(
                                Exit.WRONG_USE,
                                "Expected a file of keys, but " + PayloadKeys.PLACE
                                        + " names a secret. Name a file with --file, and put what is in it where the secret is kept."));
    }

    private String key() {
        if (key == null) {
            throw new CliException(Exit.WRONG_USE, "Expected the id of a key; «weft keys list» says which there are.");
        }
        return key;
    }
}

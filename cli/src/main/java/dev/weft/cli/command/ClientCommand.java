package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.client.Runs;
import dev.weft.cli.output.Format;
import dev.weft.platform.Environment;
import dev.weft.platform.home.HomeFolder;
import dev.weft.platform.home.WeftFile;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command that calls the API has. */
abstract class ClientCommand extends BaseCommand {
    private static final String DEFAULT_SERVER = "http://127.0.0.1:8080";

    @Option(
            names = "--server",
            paramLabel = "URL",
            order = 90,
            description = "Address of the API. Default: WEFT_SERVER, else the platform of the home folder.")
    private @Nullable String server;

    @Option(
            names = "--token",
            paramLabel = "T",
            order = 91,
            description = "Token. Default: WEFT_TOKEN, else the one in the home folder.")
    private @Nullable String token;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:WEFT_HOME:-.weft}",
            order = 92,
            description = "Home folder of the platform. Default: ${DEFAULT-VALUE}.")
    private Path home = Path.of(".weft");

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            order = 93,
            description = "table, json or yaml. Default: table.")
    private Format output = Format.TABLE;

    final Format output() {
        return output;
    }

    final ApiClient api() {
        HomeFolder folder = new HomeFolder(home);
        Environment environment = Environment.system();
        String address = Optional.ofNullable(server)
                .or(() -> environment.get("WEFT_SERVER"))
                .or(() -> Optional.ofNullable(WeftFile.read(folder.weftFile()).api()))
                .orElse(DEFAULT_SERVER);
        String secret = Optional.ofNullable(token)
                .or(() -> environment.get("WEFT_TOKEN"))
                .or(folder::readToken)
                .orElse("");
        return new ApiClient(checked(address), secret);
    }

    private static String checked(String address) {
        try {
            URI uri = new URI(address);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Told below, with what was expected.
        }
        throw new CliException(
                Exit.WRONG_USE,
                "Expected a server such as http://127.0.0.1:8080 in --server or WEFT_SERVER, but found «%s»."
                        .formatted(address));
    }

    final Runs runs() {
        return new Runs(api());
    }
}

package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Printer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a token. */
@Command(
        name = "create",
        description = "Make a token. It is printed this once, on standard output; all else goes to standard error.",
        footer = {
            "",
            "Example: weft token create --user ci --role operator --label team=shop --expires-in 30d",
            "Roles: viewer, operator, approver, author, admin. With --label they hold for definitions and runs with all of"
                    + " these labels alone."
        })
public final class TokensCreateCommand extends ClientCommand {
    @Option(names = "--user", required = true, paramLabel = "ID", description = "Whom it speaks for.")
    private String user = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "What they may do. Several times: several.")
    private List<String> roles = List.of();

    @Option(names = "--group", paramLabel = "NAME", description = "What role:NAME of approvers means as well.")
    private List<String> groups = List.of();

    @Option(names = "--label", paramLabel = "K=V", description = "What the roles hold for. Default: everything.")
    private Map<String, String> labels = Map.of();

    @Option(names = "--expires-in", paramLabel = "D", description = "Such as 90d or 12h. Default: never.")
    private @Nullable String expiresIn;

    @Override
    public Integer call() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("user", user);
        request.put("roles", roles);
        request.put("groups", groups);
        request.put("labels", labels);
        if (expiresIn != null) {
            request.put("expires_in", expiresIn);
        }
        JsonNode made = api().post("/tokens", request);
        System.err.println("Token " + made.path("id").asText() + " for " + user + " with "
                + TokenTable.words(made.path("roles")) + " on "
                + TokenTable.labels(made.path("labels")) + ", until "
                + made.path("expires_at").asText("it is revoked") + ":");
        Printer.print(output(), made, List.of(made.path("token").asText()));
        return Exit.DONE;
    }
}

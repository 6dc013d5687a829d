package dev.weft.cli.command;

import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Revokes a token. */
@Command(
        name = "revoke",
        description = "Revoke a token at once.",
        footer = {"", "Example: weft token revoke 6f1c2b1e-0c53-4a52-8f3e-d1a0f7b4c9aa"})
public final class TokensRevokeCommand extends ClientCommand {
    @Parameters(paramLabel = "ID", description = "Of the token, as «weft token list» shows it.")
    private String id = "";

    @Override
    public Integer call() {
        api().delete("/tokens/" + ApiClient.encode(id));
        Printer.print(output(), ApiClient.tree(Map.of("revoked", id)), List.of("Revoked " + id));
        return Exit.DONE;
    }
}

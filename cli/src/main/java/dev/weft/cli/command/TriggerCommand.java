package dev.weft.cli.command;

import dev.weft.cli.client.ApiClient;
import picocli.CommandLine.Parameters;

/** What a command about one trigger has. */
abstract class TriggerCommand extends ClientCommand {
    @Parameters(paramLabel = "TRIGGER", description = "Its id: DEFINITION.NAME, as «weft triggers list» shows it.")
    private String trigger = "";

    final String trigger() {
        return trigger;
    }

    /** Its path below {@code /api}. */
    final String path() {
        return "/triggers/" + ApiClient.encode(trigger);
    }
}

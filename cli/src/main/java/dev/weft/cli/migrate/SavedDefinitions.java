package dev.weft.cli.migrate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.TextDiff;
import dev.weft.definitions.migrate.rewrite.Rewritten;
import dev.weft.definitions.parse.DefinitionParser;
import dev.weft.definitions.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The definitions that a server holds. */
public final class SavedDefinitions {
    private final ApiClient api;

    public SavedDefinitions(ApiClient api) {
        this.api = api;
    }

    /** All of them, as the server lists them. */
    public List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>();
        api.all("/workflows").path("items").forEach(all::add);
        return all;
    }

    /** Shows what would be different in one. */
    public Outcome difference(String id) {
        return each(id, false);
    }

    /** Saves the newest revision of one anew, in 3.0.0, as the next revision. */
    public Outcome migrate(String id) {
        return each(id, true);
    }

    private Outcome each(String id, boolean save) {
        try {
            ApiClient.Tagged found = api.getTagged(place(id));
            String from = found.body().path("from").asText();
            return from.equals(DefinitionParser.VERSION)
                    ? outcome(id, from, Outcome.State.CURRENT, List.of(), "", List.of())
                    : rewrite(id, from, found, save);
        } catch (CliException e) {
            if (e.exit() == Exit.INTERRUPTED) {
                throw e;
            }
            return Outcome.failed(id, null, String.valueOf(e.getMessage()), e.exit());
        }
    }

    private Outcome rewrite(String id, String from, ApiClient.Tagged found, boolean save) {
        SourceText source =
                new SourceText(id + ".yaml", found.body().path("source").asText());
        Migrated migrated = Migrated.of(source);
        Optional<Rewritten> own =
                migrated.documents().stream().filter(one -> one.id().equals(id)).findFirst();
        if (own.isEmpty()) {
            return Outcome.failed(
                    id,
                    from,
                    "Expected the text of its revision "
                            + found.body().path("revision").asInt()
                            + " to hold it, but this version of weft can't read it so. Save it anew with «weft apply».",
                    Exit.FAILED);
        }
        String text = own.get().text();
        List<String> changes = own.get().changes();
        if (!save) {
            String difference = String.join("\n", TextDiff.lines(id, source.text(), id + " in 3.0.0", text)) + "\n";
            return outcome(id, from, Outcome.State.SHOWN, changes, difference, List.of());
        }
        JsonNode saved = api.putYaml(place(id), text, found.tag());
        String revision = "revision " + saved.path("revision").asInt();
        return outcome(id, from, Outcome.State.MIGRATED, changes, "", List.of(revision));
    }

    private static Outcome outcome(
            String id, String from, Outcome.State state, List<String> changes, String text, List<String> written) {
        return new Outcome(id, from, state, changes, List.of(id), text, written, null, List.of(), null, Exit.DONE);
    }

    private static String place(String id) {
        return "/workflows/" + ApiClient.encode(id);
    }
}

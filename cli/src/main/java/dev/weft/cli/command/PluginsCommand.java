package dev.weft.cli.command;

import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Format;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import dev.weft.definitions.plugin.Plugin;
import dev.weft.definitions.plugin.Plugins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists plugins. */
@Command(
        name = "plugins",
        description = {
            "List the jars of the folder of plugins (WEFT_PLUGINS, else plugins/ of the home folder), and what they bring.",
            "A jar that was put there counts for processes that are started from then on."
        },
        footer = {"", "Example: weft plugins list", "Exit code 1: a jar can't be used."})
public final class PluginsCommand extends HomeCommand {
    /** What is done. */
    enum Verb {
        LIST
    }

    @Parameters(arity = "0..1", paramLabel = "list", defaultValue = "list", description = "The default.")
    @SuppressWarnings("UnusedVariable")
    private Verb verb = Verb.LIST;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or yaml. Default: table.")
    private Format output = Format.TABLE;

    @Override
    public Integer call() {
        Table table = new Table("JAR", "BRINGS", "NAME");
        List<Map<String, Object>> items = new ArrayList<>();
        for (Plugin plugin : Plugins.current().all()) {
            String jar = plugin.file().getFileName().toString();
            List<Map<String, String>> brings = new ArrayList<>();
            for (Plugin.Brought one : plugin.brings()) {
                table.row(jar, one.what(), one.name());
                brings.add(Map.of("what", one.what(), "name", one.name()));
            }
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("file", plugin.file().toString());
            item.put("brings", brings);
            if (plugin.problem() != null) {
                table.row(jar, "-", "can't be used, see below");
                item.put("problem", plugin.problem());
            }
            items.add(item);
        }
        Printer.print(output, ApiClient.tree(Map.of("items", items)), table.lines());
        Plugins.current().problems().forEach(problem -> System.err.println("error: " + problem));
        return Plugins.current().problems().isEmpty() ? Exit.DONE : Exit.FAILED;
    }
}

package dev.weft.definitions.agent.generate;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** The YAML of an agent's file. */
public final class AgentText {
    private static final int WIDTH = 120;

    private AgentText() {}

    /** Fields in their order, as people would write them. */
    public static String of(Map<String, ? extends @Nullable Object> fields) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(WIDTH);
        options.setIndentWithIndicator(true);
        options.setIndicatorIndent(2);
        options.setIndent(4);
        // What stands twice in the schemas is written twice: an anchor says nothing to people.
        options.setDereferenceAliases(true);
        return new Yaml(options).dump(fields);
    }
}

package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.model.Resources;
import dev.weft.definitions.source.MapNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code resources}: what an attempt takes up of its worker. */
final class ResourcesParser {
    static final Form.Decimal CPU = new Form.Decimal(0.001, 4096);

    static final Construct CONSTRUCT = new Construct(
            "resources",
            List.of(
                    Field.optional("cpu", CPU, "Cores, such as `0.5`."),
                    Field.optional("memory", Form.Simple.SIZE, "Memory, such as `512MB` or `2GiB`.")));

    private ResourcesParser() {}

    static @Nullable Resources parse(Parsing parsing, Settings settings, MapNode.@Nullable Entry entry) {
        MapNode map = parsing.open(entry, CONSTRUCT);
        if (map == null) {
            return null;
        }
        Setting<Double> cpu = settings.decimal("cpu", map.get("cpu"), CPU, SettingValues.CPU);
        Setting<Long> memory = settings.size("memory", map.get("memory"));
        return cpu == null && memory == null ? null : new Resources(cpu, memory);
    }
}

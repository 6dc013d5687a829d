package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.model.Placement;
import dev.weft.definitions.model.Resources;
import dev.weft.definitions.model.Retry;
import dev.weft.definitions.model.TaskDefaults;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.source.MapNode;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is said of a task or a task in place, beside what it does and how it depends on others. Each is read once. */
final class TaskSettings {
    private final TaskDefaults defaults;
    private final @Nullable String name;
    private final @Nullable String description;
    private final @Nullable Setting<Duration> timeout;
    private final @Nullable Setting<Duration> heartbeat;
    private final @Nullable Setting<Duration> deadline;
    private final @Nullable Setting<Duration> sla;
    private final @Nullable Retry retry;
    private final @Nullable Placement placement;
    private final @Nullable Resources resources;

    TaskSettings(Parsing parsing, TaskDefaults defaults, String path, MapNode node) {
        this.defaults = defaults;
        TemplateReader item = TemplateReader.of(parsing, ExpressionSite.Place.ITEM, path);
        Settings each = new Settings(parsing, item);
        Settings whole = new Settings(parsing, TemplateReader.of(parsing, ExpressionSite.Place.WHOLE, path));
        timeout = each.positive("timeout", node.get("timeout"));
        heartbeat = each.positive("heartbeat", node.get("heartbeat"));
        deadline = whole.positive("deadline", node.get("deadline"));
        sla = whole.positive("sla", node.get("sla"));
        retry = RetryParser.parse(parsing, item, node.entries().get("retry"));
        name = Scalar.text(parsing, "name", node.get("name"));
        description = Scalar.text(parsing, "description", node.get("description"));
        placement = placement(Scalar.word(parsing, "placement", node.get("placement"), TaskFields.PLACEMENT));
        resources = ResourcesParser.parse(parsing, each, node.entries().get("resources"));
    }

    String name(String id) {
        return name == null ? id : name;
    }

    String description() {
        return description == null ? "" : description;
    }

    /** Its own, else the default one where the work takes it. */
    @Nullable Setting<Duration> timeout(Work work) {
        return timeout == null && work.takesDefaults() ? defaults.timeout() : timeout;
    }

    @Nullable Setting<Duration> heartbeat() {
        return heartbeat;
    }

    @Nullable Setting<Duration> deadline() {
        return deadline;
    }

    @Nullable Setting<Duration> sla() {
        return sla;
    }

    /** Its own, else the default one where the work takes it, else one attempt. */
    Retry retry(Work work) {
        if (retry != null) {
            return retry;
        }
        return work.takesDefaults() && defaults.retry() != null ? defaults.retry() : Retry.NONE;
    }

    @Nullable Placement placement() {
        return placement;
    }

    @Nullable Resources resources() {
        return resources;
    }

    private static @Nullable Placement placement(@Nullable String word) {
        return word == null ? null : Placement.valueOf(word.toUpperCase(Locale.ROOT));
    }
}

package dev.weft.api.trigger;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.expression.Values;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The keys under which triggers start runs: the same key starts one run, whatever becomes of it. */
public final class TriggerKeys {
    private static final int LONGEST = 120;

    private TriggerKeys() {}

    /** Of what tells events or calls apart. */
    public static String of(String trigger, @Nullable Object value) {
        String text = Values.toText(value);
        boolean plain = text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
        return trigger + "#" + (plain ? text : "sha256:" + Definitions.digest(text));
    }

    /** Of a time of a schedule. */
    public static String at(String trigger, Instant time) {
        return trigger + "@" + time;
    }
}

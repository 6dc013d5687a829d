package dev.weft.definitions.model;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that starts runs by itself. */
public sealed interface Trigger {
    /** What a run that it starts is given; expressions see what the trigger knows. */
    Map<String, Template> inputs();

    /**
     * At times.
     *
     * @param cron five fields, as Unix has them
     * @param timezone an IANA name
     * @param overlap what becomes of a time that comes while the last run goes on
     * @param catchUp how late a missed time still counts; {@code null} for the platform's default
     * @param jitter each start comes up to so much later than its time; {@code null} for none
     */
    record Schedule(
            String cron,
            String timezone,
            Overlap overlap,
            @Nullable Setting<Duration> catchUp,
            @Nullable Setting<Duration> jitter,
            Map<String, Template> inputs)
            implements Trigger {
        /** The time zone where the author names none. */
        public static final String UTC = "UTC";

        public Schedule {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        }
    }

    /** What becomes of a scheduled time while the last run goes on: the words of Temporal's schedules. */
    enum Overlap {
        /** It is left out. */
        SKIP,
        /** One, at most, starts when the last run has ended. */
        BUFFER_ONE,
        /** Each starts when the one before it has ended. */
        BUFFER_ALL,
        /** The last run is cancelled first. */
        CANCEL_OTHER,
        /** The last run is terminated first. */
        TERMINATE_OTHER,
        /** It starts beside it. */
        ALLOW_ALL
    }

    /**
     * When an event comes.
     *
     * @param type of the event, as a CloudEvent has it
     * @param filter false leaves an event out; {@code null} for none
     * @param dedupe events with the same value start one run; {@code null} for the event's source and id
     */
    record OnEvent(
            String type,
            @Nullable Expression filter,
            @Nullable Template dedupe,
            Map<String, Template> inputs) implements Trigger {
        public OnEvent {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        }
    }

    /**
     * When somebody calls its address.
     *
     * @param secret name of the secret by which callers sign
     * @param filter false leaves a call out; {@code null} for none
     * @param dedupe calls with the same value start one run; {@code null} for none
     */
    record Webhook(
            String secret,
            @Nullable Expression filter,
            @Nullable Template dedupe,
            Map<String, Template> inputs) implements Trigger {
        public Webhook {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        }
    }
}

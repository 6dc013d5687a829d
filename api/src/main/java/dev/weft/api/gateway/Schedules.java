package dev.weft.api.gateway;

import dev.weft.api.error.ApiException;
import dev.weft.definitions.model.Trigger;
import dev.weft.worker.protocol.WeftRun;
import dev.weft.worker.protocol.trigger.TriggerCall;
import dev.weft.worker.protocol.trigger.WeftTrigger;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleBackfill;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleInfo;
import io.temporal.client.schedules.ScheduleListDescription;
import io.temporal.client.schedules.ScheduleListSchedule;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Temporal's schedules: one for each trigger by schedule. Thread safe. */
public final class Schedules {
    private static final String ANY = "*";
    private static final int DAY_OF_MONTH = 2;
    private static final int DAY_OF_WEEK = 4;

    private final TemporalRim rim;
    private final ScheduleClient client;

    Schedules(TemporalRim rim) {
        this.rim = rim;
        this.client = ScheduleClient.newInstance(
                rim.client().getWorkflowServiceStubs(),
                ScheduleClientOptions.newBuilder()
                        .setNamespace(rim.namespace())
                        .setDataConverter(rim.client().getOptions().getDataConverter())
                        .build());
    }

    /** The id of a trigger's schedule. */
    public static String id(String workflow, String trigger) {
        return WeftTrigger.ID + workflow + "." + trigger;
    }

    /**
     * Makes the schedule what the trigger says.
     *
     * @throws ApiException 503 where Temporal doesn't answer
     */
    public void put(TimedStart start) {
        String id = id(start.workflow(), start.trigger());
        Schedule schedule = schedule(start, id);
        ask(() -> {
            try {
                client.createSchedule(id, schedule, ScheduleOptions.newBuilder().build());
            } catch (ScheduleAlreadyRunningException known) {
                client.getHandle(id).update(present -> new ScheduleUpdate(schedule));
            }
        });
    }

    /** Takes the schedule away; one that isn't there is fine. */
    public void remove(String workflow, String trigger) {
        remove(id(workflow, trigger));
    }

    /**
     * Has the times of a stretch come now, one by one where the policy says so.
     *
     * @param from the first that counts
     * @param to the last that counts
     * @throws ApiException 409 where there is no schedule yet; 503 where Temporal doesn't answer
     */
    public void backfill(String workflow, String trigger, Instant from, Instant to, Trigger.Overlap overlap) {
        try {
            // Temporal leaves the beginning of the stretch out.
            ask(() -> client.getHandle(id(workflow, trigger))
                    .backfill(List.of(new ScheduleBackfill(from.minusMillis(1), to, policy(overlap)))));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                throw ApiException.conflict(
                        "no_schedule",
                        "Expected a schedule in Temporal for «" + workflow + "." + trigger
                                + "», but it isn't there yet. Try again in a moment.");
            }
            throw e;
        }
    }

    /**
     * A schedule that Temporal has.
     *
     * @param id see {@link #id}
     * @param next its next times, some of them
     * @param since when it was made or changed last, as far as is known
     */
    public record Present(String id, boolean paused, List<Instant> next, Instant since) {}

    /**
     * All schedules of triggers.
     *
     * @throws ApiException 503 where Temporal doesn't answer
     */
    public List<Present> all() {
        List<Present> found = new ArrayList<>();
        ask(() -> {
            try (Stream<ScheduleListDescription> all = client.listSchedules()) {
                all.filter(one -> one.getScheduleId().startsWith(WeftTrigger.ID))
                        .forEach(one -> {
                            ScheduleListSchedule schedule = one.getSchedule();
                            found.add(new Present(
                                    one.getScheduleId(),
                                    schedule != null && schedule.getState().isPaused(),
                                    schedule == null
                                            ? List.of()
                                            : List.copyOf(one.getInfo().getNextActionTimes()),
                                    Instant.EPOCH));
                        });
            }
        });
        return found;
    }

    /**
     * One by its id; empty where there is none.
     *
     * @throws ApiException 503 where Temporal doesn't answer
     */
    public Optional<Present> find(String id) {
        List<Present> found = new ArrayList<>();
        try {
            ask(() -> {
                ScheduleDescription one = client.getHandle(id).describe();
                found.add(new Present(
                        id,
                        one.getSchedule().getState().isPaused(),
                        List.copyOf(one.getInfo().getNextActionTimes()),
                        since(one.getInfo())));
            });
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
        }
        return found.stream().findFirst();
    }

    private static Instant since(ScheduleInfo info) {
        Instant changed = info.getLastUpdatedAt();
        return changed == null ? info.getCreatedAt() : changed;
    }

    /** Takes a schedule away by its id; one that isn't there is fine. */
    public void remove(String id) {
        try {
            ask(() -> client.getHandle(id).delete());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
        }
    }

    private void ask(Runnable call) {
        try {
            rim.callClient(TemporalRim.NORMAL, () -> {
                call.run();
                return true;
            });
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof StatusRuntimeException status) {
                    throw TemporalRim.outage(status);
                }
            }
            throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
        }
    }

    private static Schedule schedule(TimedStart start, String id) {
        boolean waits = start.overlap() != Trigger.Overlap.ALLOW_ALL;
        ScheduleSpec.Builder spec = ScheduleSpec.newBuilder()
                .setCronExpressions(crons(start.cron()))
                .setTimeZoneName(start.timezone());
        if (start.jitter() != null) {
            spec.setJitter(start.jitter());
        }
        return Schedule.newBuilder()
                .setAction(ScheduleActionStartWorkflow.newBuilder()
                        .setWorkflowType(WeftTrigger.TYPE)
                        .setArguments(new TriggerCall(start.workflow(), start.trigger(), waits))
                        .setOptions(WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(WeftRun.TASK_QUEUE)
                                .setStaticSummary("trigger " + start.trigger() + " of " + start.workflow())
                                // Where there is a summary and nothing here, the SDK can't read its own schedule.
                                .setStaticDetails("Starts a run of `" + start.workflow() + "` at `" + start.cron()
                                        + "` (" + start.timezone() + ").")
                                .build())
                        .build())
                .setSpec(spec.build())
                .setPolicy(SchedulePolicy.newBuilder()
                        .setOverlap(policy(start.overlap()))
                        .setCatchupWindow(start.catchUp())
                        .build())
                .setState(ScheduleState.newBuilder()
                        .setPaused(start.pausedBy() != null)
                        .setNote(start.pausedBy() == null ? "" : "paused by " + start.pausedBy())
                        .build())
                .build();
    }

    /**
     * The same times as Temporal reads them: where day of month and day of week are both given, a day that either names is meant,
     * but Temporal takes those alone that both name.
     */
    static List<String> crons(String cron) {
        String[] fields = cron.strip().toUpperCase(Locale.ROOT).split("\\s+");
        if (fields[DAY_OF_MONTH].startsWith(ANY) || fields[DAY_OF_WEEK].startsWith(ANY)) {
            return List.of(String.join(" ", fields));
        }
        String[] byMonth = fields.clone();
        byMonth[DAY_OF_WEEK] = ANY;
        String[] byWeek = fields.clone();
        byWeek[DAY_OF_MONTH] = ANY;
        return List.of(String.join(" ", byMonth), String.join(" ", byWeek));
    }

    private static ScheduleOverlapPolicy policy(Trigger.Overlap overlap) {
        return switch (overlap) {
            case SKIP -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP;
            case BUFFER_ONE -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE;
            case BUFFER_ALL -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ALL;
            case CANCEL_OTHER -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_CANCEL_OTHER;
            case TERMINATE_OTHER -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_TERMINATE_OTHER;
            case ALLOW_ALL -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL;
        };
    }
}

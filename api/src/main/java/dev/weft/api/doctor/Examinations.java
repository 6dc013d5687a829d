package dev.weft.api.doctor;

import dev.weft.api.audit.Audit;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.insight.Recount;
import dev.weft.api.large.LargeValues;
import dev.weft.api.store.AgentStore;
import dev.weft.api.store.Database;
import dev.weft.api.store.DefinitionStore;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.EventWaitStore;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.LoggedRunStore;
import dev.weft.api.store.PublisherStore;
import dev.weft.api.store.ResultStore;
import dev.weft.api.store.RunLocks;
import dev.weft.api.store.TriggerStore;
import dev.weft.api.trigger.ScheduleKeeper;
import java.util.List;

/** What a doctor looks at. */
public final class Examinations {
    private Examinations() {}

    /** A doctor who looks at everything: at first what is counted, as others go by that. */
    public static Doctor of(
            Database database, Gateway gateway, ScheduleKeeper schedules, Audit audit, LargeValues large) {
        EventStore events = new EventStore(database);
        LoggedRunStore logged = new LoggedRunStore(database);
        InsightStore insight = new InsightStore(database);
        return new Doctor(
                List.of(
                        new FigureExamination(new Recount(database, events, insight)),
                        new LogExamination(gateway, logged, new PublisherStore(database)),
                        new ForgottenExamination(gateway.reader(), logged, events, insight),
                        new WaitExamination(new EventWaitStore(database), gateway.reader()),
                        new LeaseExamination(gateway.leaseBook(), gateway.leases()),
                        new ScheduleExamination(new TriggerStore(database), gateway.schedules(), schedules),
                        new DefinitionExamination(new DefinitionStore(database), new AgentStore(database)),
                        new AuditExamination(audit),
                        new BlobExamination(gateway, new ResultStore(database), large)),
                new RunLocks(database));
    }
}

package dev.weft.api.gateway;

import dev.weft.worker.protocol.ChildDefinition;
import dev.weft.worker.protocol.DefinitionClaim;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.function.Function;

/** All that the API does with Temporal. Thread safe. */
public final class Gateway implements AutoCloseable {
    private final TemporalRim rim;
    private final RunStarter starter;
    private final RunReader reader;
    private final RunLister lister;
    private final RunControl control;
    private final RunRevival revival;
    private final RunEnd end;
    private final HistoryReader history;
    private final TaskQueueReader queue;
    private final StuckRuns stuck;
    private final ChildFinder children;
    private final LeaseTaker leases;
    private final RunEvents events;
    private final AttemptReader attempts;
    private final AgentWatchDesk watch;
    private final AgentLoads loads;
    private final Schedules schedules;
    private final Lanes lanes;
    private final RunTelling telling;
    private final LeaseBook leaseBook;

    /**
     * @param client whose connection stays the caller's; runs start at once where a worker of the same client polls
     */
    public Gateway(WorkflowClient client) {
        this.rim = new TemporalRim(client);
        this.starter = new RunStarter(rim);
        TerminatedRuns terminated = new TerminatedRuns(rim);
        this.reader = new RunReader(rim, terminated);
        this.lister = new RunLister(rim);
        this.control = new RunControl(rim);
        this.revival = new RunRevival(rim, terminated);
        this.end = new RunEnd(rim);
        this.history = new HistoryReader(rim);
        this.queue = new TaskQueueReader(rim);
        this.stuck = new StuckRuns(lister, reader);
        this.children = new ChildFinder(rim, lister, reader);
        this.leases = new LeaseTaker(rim);
        this.events = new RunEvents(rim);
        this.attempts = new AttemptReader(rim);
        this.watch = new AgentWatchDesk(rim);
        this.loads = new AgentLoads(rim);
        this.schedules = new Schedules(rim);
        this.lanes = new Lanes(rim);
        this.telling = new RunTelling(rim, reader);
        this.leaseBook = new LeaseBook(rim);
    }

    public RunStarter starter() {
        return starter;
    }

    public RunReader reader() {
        return reader;
    }

    public RunLister lister() {
        return lister;
    }

    public RunControl control() {
        return control;
    }

    public RunRevival revival() {
        return revival;
    }

    public RunEnd end() {
        return end;
    }

    public HistoryReader history() {
        return history;
    }

    public TaskQueueReader queue() {
        return queue;
    }

    public StuckRuns stuck() {
        return stuck;
    }

    public ChildFinder children() {
        return children;
    }

    public LeaseTaker leases() {
        return leases;
    }

    public AttemptReader attempts() {
        return attempts;
    }

    public RunEvents events() {
        return events;
    }

    public AgentWatchDesk watch() {
        return watch;
    }

    public AgentLoads loads() {
        return loads;
    }

    /**
     * What answers runs that ask for definitions, not yet started.
     *
     * @param others implementations of further activities
     */
    public DefinitionDesk desk(Function<DefinitionClaim, ChildDefinition> definitions, Object... others) {
        return new DefinitionDesk(rim.client(), definitions, others);
    }

    /** Events on their way to subscriptions. */
    public Lanes lanes() {
        return lanes;
    }

    /** Temporal's schedules. */
    public Schedules schedules() {
        return schedules;
    }

    /** How much runs have told. */
    public RunTelling telling() {
        return telling;
    }

    /** The leases that are kept. */
    public LeaseBook leaseBook() {
        return leaseBook;
    }

    /** What all histories hold. */
    public HistoryContents contents() {
        return new HistoryContents(rim);
    }

    /** How long Temporal keeps runs that have ended. */
    public Duration retention() {
        return Duration.ofSeconds(rim.call(
                        TemporalRim.NORMAL,
                        stub -> stub.describeNamespace(DescribeNamespaceRequest.newBuilder()
                                .setNamespace(rim.namespace())
                                .build()))
                .getConfig()
                .getWorkflowExecutionRetentionTtl()
                .getSeconds());
    }

    /** The namespace of all runs. */
    public String namespace() {
        return rim.namespace();
    }

    @Override
    public void close() {
        rim.close();
    }
}

package dev.weft.api;

import dev.weft.api.agent.AgentAlerts;
import dev.weft.api.agent.AgentMonitor;
import dev.weft.api.agent.AgentStates;
import dev.weft.api.audit.Audit;
import dev.weft.api.auth.AuthenticationFilter;
import dev.weft.api.auth.Authenticator;
import dev.weft.api.auth.Authorization;
import dev.weft.api.auth.CodecAccess;
import dev.weft.api.auth.DecisionSigner;
import dev.weft.api.auth.IdentityProvider;
import dev.weft.api.deprecation.DeprecationFeature;
import dev.weft.api.diagnosis.DiagnosisService;
import dev.weft.api.doctor.Examinations;
import dev.weft.api.error.AnyExceptionMapper;
import dev.weft.api.error.ApiExceptionMapper;
import dev.weft.api.error.JsonExceptionMapper;
import dev.weft.api.error.WebExceptionMapper;
import dev.weft.api.event.EventLog;
import dev.weft.api.event.EventTail;
import dev.weft.api.event.LogFollower;
import dev.weft.api.event.match.EventMatching;
import dev.weft.api.folder.FolderWatch;
import dev.weft.api.gateway.DefinitionDesk;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.PayloadTexts;
import dev.weft.api.health.HealthService;
import dev.weft.api.health.ProbeServlet;
import dev.weft.api.health.WorkflowHealthService;
import dev.weft.api.insight.Analytics;
import dev.weft.api.insight.EventCut;
import dev.weft.api.insight.Projection;
import dev.weft.api.insight.RunSweep;
import dev.weft.api.insight.alert.AlertWatch;
import dev.weft.api.insight.alert.Rule;
import dev.weft.api.insight.alert.Rules;
import dev.weft.api.keep.StaleRuns;
import dev.weft.api.keep.Upkeep;
import dev.weft.api.large.LargeValues;
import dev.weft.api.limit.GuessGuard;
import dev.weft.api.limit.Rate;
import dev.weft.api.log.LogPruning;
import dev.weft.api.metric.MetricsServlet;
import dev.weft.api.metric.RequestTimes;
import dev.weft.api.openapi.OpenApi;
import dev.weft.api.representation.Json;
import dev.weft.api.resource.ActionsResource;
import dev.weft.api.resource.AgentsResource;
import dev.weft.api.resource.AlertsResource;
import dev.weft.api.resource.AllowedMethods;
import dev.weft.api.resource.AnalyticsResource;
import dev.weft.api.resource.ApprovalsResource;
import dev.weft.api.resource.AuditResource;
import dev.weft.api.resource.BlobsResource;
import dev.weft.api.resource.BodyLimit;
import dev.weft.api.resource.BulkResource;
import dev.weft.api.resource.CacheHeaders;
import dev.weft.api.resource.CacheResource;
import dev.weft.api.resource.CodecResource;
import dev.weft.api.resource.DecisionResource;
import dev.weft.api.resource.DiagnosisResource;
import dev.weft.api.resource.DoctorResource;
import dev.weft.api.resource.EventsResource;
import dev.weft.api.resource.HealthResource;
import dev.weft.api.resource.HooksResource;
import dev.weft.api.resource.MeResource;
import dev.weft.api.resource.OpenApiResource;
import dev.weft.api.resource.RunEventsResource;
import dev.weft.api.resource.RunLogsResource;
import dev.weft.api.resource.RunTimelineResource;
import dev.weft.api.resource.RunsResource;
import dev.weft.api.resource.SchemaResource;
import dev.weft.api.resource.SessionResource;
import dev.weft.api.resource.SetsResource;
import dev.weft.api.resource.StartResource;
import dev.weft.api.resource.SubscriptionsResource;
import dev.weft.api.resource.TasksResource;
import dev.weft.api.resource.TemplatesResource;
import dev.weft.api.resource.TokensResource;
import dev.weft.api.resource.TriggersResource;
import dev.weft.api.resource.UnreadBody;
import dev.weft.api.resource.WorkflowHealthResource;
import dev.weft.api.resource.WorkflowResource;
import dev.weft.api.resource.WorkflowsResource;
import dev.weft.api.service.AgentService;
import dev.weft.api.service.ApprovalService;
import dev.weft.api.service.Befores;
import dev.weft.api.service.BlobService;
import dev.weft.api.service.BulkService;
import dev.weft.api.service.Checks;
import dev.weft.api.service.DecisionService;
import dev.weft.api.service.Idempotency;
import dev.weft.api.service.LabelLookup;
import dev.weft.api.service.Links;
import dev.weft.api.service.LoadReport;
import dev.weft.api.service.Loader;
import dev.weft.api.service.Plans;
import dev.weft.api.service.RestartService;
import dev.weft.api.service.RevivalService;
import dev.weft.api.service.RunService;
import dev.weft.api.service.RunViews;
import dev.weft.api.service.SetService;
import dev.weft.api.service.StartService;
import dev.weft.api.service.Startables;
import dev.weft.api.service.TemplateService;
import dev.weft.api.service.TokenService;
import dev.weft.api.service.WorkflowService;
import dev.weft.api.store.AgentCallStore;
import dev.weft.api.store.AgentStore;
import dev.weft.api.store.AlertStore;
import dev.weft.api.store.AuditStore;
import dev.weft.api.store.ClaimStore;
import dev.weft.api.store.Database;
import dev.weft.api.store.DefinitionStore;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.FiringStore;
import dev.weft.api.store.IdempotencyStore;
import dev.weft.api.store.InsightStore;
import dev.weft.api.store.LoadedStore;
import dev.weft.api.store.LogStore;
import dev.weft.api.store.OldRowStore;
import dev.weft.api.store.PublisherStore;
import dev.weft.api.store.ResultStore;
import dev.weft.api.store.RunLocks;
import dev.weft.api.store.SeenRunStore;
import dev.weft.api.store.SessionStore;
import dev.weft.api.store.SetStore;
import dev.weft.api.store.StartStore;
import dev.weft.api.store.TokenStore;
import dev.weft.api.store.TriggerStore;
import dev.weft.api.subscription.Deliveries;
import dev.weft.api.subscription.DeliveryWork;
import dev.weft.api.subscription.SubscriptionService;
import dev.weft.api.trigger.BackfillService;
import dev.weft.api.trigger.Firings;
import dev.weft.api.trigger.HookService;
import dev.weft.api.trigger.HookSignatures;
import dev.weft.api.trigger.LateScheduleRule;
import dev.weft.api.trigger.ScheduleKeeper;
import dev.weft.api.trigger.TimedStarts;
import dev.weft.api.trigger.TriggerService;
import dev.weft.api.trigger.TriggerTexts;
import dev.weft.api.trigger.TriggerWork;
import dev.weft.api.web.OtherNames;
import dev.weft.api.web.PageServlet;
import dev.weft.api.web.RequestMarks;
import dev.weft.worker.protocol.event.CloudEvent;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Who needs whom, written down by hand and read from top to bottom. */
final class Wiring {
    private static final int MAX_BODY = 2 * 1024 * 1024;

    /** Where inputs may be kept elsewhere. */
    private static final int MAX_BODY_OF_START = 16 * 1024 * 1024;

    /** All documents of a set together. */
    private static final int MAX_BODY_OF_SET = 16 * 1024 * 1024;

    private final Gateway gateway;
    private final DefinitionDesk desk;
    private final EventTail tail;
    private final LogFollower matching;
    private final InsightStore insight;
    private final PublisherStore publishers;
    private final LogFollower projection;
    private final RunSweep sweep;
    private final AlertWatch alertWatch;
    private final LogFollower triggerWork;
    private final HookSignatures hookSignatures;
    private final LogFollower deliveryWork;
    private final Authenticator authenticator;
    private final LabelLookup labels;
    private final Audit audit;
    private final Befores befores;
    private final LogPruning logPruning;
    private final Upkeep upkeep;
    private final StaleRuns staleRuns;
    private final HealthService health;
    private final Loader loader;
    private final FolderWatch folders;
    private final AgentMonitor monitor;
    private final List<Object> routes;
    private final int maxBodyOfStart;
    private final ApiSettings settings;

    Wiring(ApiSettings settings, String adminToken, DecisionSigner signer, DataSource source) {
        Clock clock = Clock.systemUTC();
        this.settings = settings;
        LargeValues large = new LargeValues(settings.large());
        maxBodyOfStart = large.canKeep() ? MAX_BODY_OF_START : MAX_BODY;
        gateway = new Gateway(settings.temporal());
        Database database = new Database(source);
        DefinitionStore definitions = new DefinitionStore(database);
        tail = new EventTail(source);
        matching = EventMatching.of(database, tail, gateway.events());
        StartStore starts = new StartStore(database);
        SeenRunStore seen = new SeenRunStore(database);
        TokenStore tokens = new TokenStore(database);
        SessionStore sessions = new SessionStore(database);
        Plans plans = new Plans();
        Links links = new Links(settings.temporalUi(), gateway.namespace());
        AgentStore agentStore = new AgentStore(database);
        AgentService agents = new AgentService(agentStore);
        Checks checks = new Checks(definitions, agents, plans, settings.secrets());
        WorkflowService workflows = new WorkflowService(database, definitions, checks, plans);
        EventStore eventStore = new EventStore(database);
        Consumer<CloudEvent> alerts = alert -> eventStore.put(List.of(alert));
        AlertStore alertStore = new AlertStore(database);
        monitor = new AgentMonitor(
                agentStore::mark, agents::all, gateway.watch(), new AgentAlerts(alertStore, alerts, clock));
        AgentStates states = new AgentStates(monitor, gateway.loads());
        Startables startables = new Startables(definitions, agents, plans, states::down);
        RunViews views = new RunViews(gateway, plans);
        RunService runs = new RunService(
                gateway,
                views,
                starts,
                seen,
                new RevivalService(
                        gateway, new RunLocks(database), plans, signer, links, large, settings.maxRuns(), clock),
                plans,
                definitions::exists,
                links,
                large,
                clock);
        insight = new InsightStore(database);
        publishers = new PublisherStore(database);
        projection = new Projection(database, eventStore, insight).following(tail);
        sweep = new RunSweep(database, seen, gateway, clock);
        LogStore logs = new LogStore(database);
        upkeep = new Upkeep(
                new EventCut(database),
                new OldRowStore(database),
                gateway::retention,
                settings.insight().keep(),
                clock);
        logPruning = new LogPruning(logs, settings.insight().logs(), clock);
        StartService startService = new StartService(
                startables, starts, gateway, signer, links, eventStore::last, large, clock, settings.maxRuns());
        TriggerTexts triggerTexts = new TriggerTexts(definitions, plans);
        TriggerStore triggerStore = new TriggerStore(database);
        Firings firings = new Firings(startService, database, triggerTexts);
        ScheduleKeeper schedules = new ScheduleKeeper(triggerStore, triggerTexts, gateway.schedules(), clock);
        TriggerService triggers = new TriggerService(database, triggerTexts, clock);
        triggerWork = TriggerWork.of(database, tail, definitions, plans, triggerTexts, firings, schedules, clock);
        hookSignatures = new HookSignatures(triggerStore, triggerTexts, settings.hookSecrets(), clock);
        Deliveries deliveries = new Deliveries(database, gateway.lanes(), clock);
        deliveryWork = DeliveryWork.of(database, tail, deliveries, clock);
        desk = gateway.desk(
                startables::claimed,
                deliveries,
                new TimedStarts(gateway, triggerStore, new FiringStore(database), firings, schedules, clock));
        authenticator = new Authenticator(
                adminToken,
                tokens,
                sessions,
                settings.access().identity() == null
                        ? null
                        : new IdentityProvider(settings.access().identity()),
                clock);
        health = new HealthService(gateway, database, settings, clock);
        List<Rule> rules = new ArrayList<>(Rules.of(
                database,
                health,
                settings.insight().alerts(),
                settings.insight().stale().told(),
                clock));
        rules.add(new LateScheduleRule(
                triggerStore,
                new FiringStore(database),
                schedules,
                gateway,
                settings.insight().alerts().scheduleGrace(),
                clock));
        alertWatch = new AlertWatch(
                database,
                alertStore,
                eventStore,
                rules,
                settings.insight().alerts().every(),
                clock);
        loader = new Loader(
                workflows,
                agentStore,
                new LoadedStore(database),
                new ClaimStore(database),
                settings.definitions(),
                settings.agents());
        TokenService tokenService = new TokenService(tokens, clock);
        folders = new FolderWatch(loader.folders(), alertStore, alerts, clock);
        DecisionService decisions = new DecisionService(gateway, runs, plans, signer, links);
        EventLog events = new EventLog(eventStore, tail);
        labels = new LabelLookup(definitions, gateway);
        audit = new Audit(
                new AuditStore(database),
                settings.home().resolve("audit-head.json"),
                signer,
                clock,
                settings.access().auditKept());
        staleRuns = new StaleRuns(
                new SeenRunStore(database),
                run -> {
                    audit.byPolicy("run.cancel", "runs/" + run);
                    gateway.control().cancel(run, "policy");
                },
                settings.insight().stale().cancelled(),
                clock);
        befores = new Befores(definitions, agentStore, tokens);
        Idempotency idempotency = new Idempotency(database, new IdempotencyStore(database));
        List<Object> described = List.of(
                new AuditResource(audit),
                new WorkflowsResource(workflows, idempotency),
                new WorkflowResource(workflows),
                new SetsResource(new SetService(database, definitions, new SetStore(database), checks, plans)),
                new StartResource(startService, runs),
                new RunsResource(
                        runs,
                        new RestartService(
                                startables, startService, gateway, signer, links, eventStore::last, large, clock)),
                new BulkResource(new BulkService(gateway, runs, views), audit),
                new TasksResource(runs),
                new ApprovalsResource(new ApprovalService(gateway, plans, links)),
                new DecisionResource(decisions),
                new AgentsResource(agents, states),
                new ActionsResource(),
                new SchemaResource(),
                new TemplatesResource(new TemplateService(workflows), idempotency),
                new TokensResource(tokenService, idempotency),
                new CodecResource(new PayloadTexts(settings.temporal()), tokenService),
                new EventsResource(events, labels, clock),
                new RunEventsResource(events, runs),
                new RunTimelineResource(runs, eventStore),
                new RunLogsResource(runs, logs),
                new DiagnosisResource(new DiagnosisService(
                        gateway, runs, views, logs, agentStore, new AgentCallStore(database), links, clock)),
                new TriggersResource(
                        triggers, new BackfillService(triggers, schedules, database, gateway.schedules(), clock)),
                new SubscriptionsResource(new SubscriptionService(database, gateway.lanes(), clock)),
                new HooksResource(new HookService(database, triggerTexts, firings, clock)),
                new MeResource(),
                new SessionResource(sessions, clock),
                new CacheResource(new ResultStore(database)),
                new BlobsResource(
                        new BlobService(gateway, new ResultStore(database), new RunLocks(database), large, clock)),
                new DoctorResource(Examinations.of(database, gateway, schedules, audit, large)),
                new AnalyticsResource(new Analytics(insight, clock)),
                new AlertsResource(insight),
                new WorkflowHealthResource(new WorkflowHealthService(insight, seen, definitions, clock)),
                new HealthResource(health));
        List<Class<?>> classes = new ArrayList<>(List.of(OpenApiResource.class));
        described.forEach(route -> classes.add(route.getClass()));
        routes = new ArrayList<>(described);
        routes.add(new OpenApiResource(() -> OpenApi.of(Json.mapper(), classes, settings.version())));
    }

    /** Takes the definitions and agents of the settings into the store. */
    LoadReport load() {
        if (settings.catalogue()) {
            loader.catalogue();
        }
        loader.load();
        LoadReport report = loader.report();
        if (report.changed() > 0) {
            audit.loaded(report.changed());
        }
        return report;
    }

    void register(Environment environment) {
        environment.lifecycle().manage(new AutoCloseableManager(gateway));
        environment.lifecycle().manage(audit);
        environment.lifecycle().manage(desk);
        environment.lifecycle().manage(tail);
        environment.lifecycle().manage(matching);
        environment.lifecycle().manage(projection);
        environment.lifecycle().manage(sweep);
        environment.lifecycle().manage(alertWatch);
        environment.lifecycle().manage(triggerWork);
        environment.lifecycle().manage(deliveryWork);
        environment.lifecycle().manage(folders);
        environment.lifecycle().manage(logPruning);
        environment.lifecycle().manage(upkeep);
        environment.lifecycle().manage(staleRuns);
        environment.lifecycle().manage(monitor);
        JerseyEnvironment jersey = environment.jersey();
        jersey.register(new RequestTimes());
        jersey.register(new CodecAccess(settings.temporalUi(), CodecResource.COOKIE));
        jersey.register(new AuthenticationFilter(
                authenticator,
                hookSignatures,
                new GuessGuard(Clock.systemUTC()),
                new Rate(settings.access().requestsPerSecond(), System::nanoTime)));
        jersey.register(new Authorization(labels));
        jersey.register(new BodyLimit(MAX_BODY, maxBodyOfStart, MAX_BODY_OF_SET));
        jersey.register(audit.feature(befores));
        jersey.register(new DeprecationFeature());
        jersey.register(new UnreadBody());
        jersey.register(new CacheHeaders());
        jersey.register(new AllowedMethods());
        jersey.register(new ApiExceptionMapper());
        jersey.register(new WebExceptionMapper());
        jersey.register(new JsonExceptionMapper());
        jersey.register(new AnyExceptionMapper());
        routes.forEach(jersey::register);
        environment
                .servlets()
                .addServlet("livez", new ProbeServlet(List::of, Json.mapper()))
                .addMapping("/livez");
        environment
                .servlets()
                .addServlet("readyz", new ProbeServlet(health::readiness, Json.mapper()))
                .addMapping("/readyz");
        environment
                .servlets()
                .addFilter("marks", new RequestMarks())
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        environment.servlets().addServlet("other names", new OtherNames()).addMapping(OtherNames.ANALYTICS);
        environment
                .servlets()
                .addServlet(
                        "metrics",
                        new MetricsServlet(
                                insight, publishers, settings.insight().metricsToken()))
                .addMapping(MetricsServlet.PATH);
        environment.servlets().addServlet("page", new PageServlet()).addMapping(PageServlet.PATHS);
    }
}

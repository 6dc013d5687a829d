package dev.weft.api;

import dev.weft.api.auth.AdminToken;
import dev.weft.api.auth.DecisionSigner;
import dev.weft.api.auth.KeyFolder;
import dev.weft.api.error.JettyErrors;
import dev.weft.api.limit.Connections;
import dev.weft.api.representation.Json;
import dev.weft.api.service.LoadReport;
import dev.weft.api.store.Migrations;
import dev.weft.worker.protocol.SearchAttributeRegistration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.db.ManagedDataSource;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import liquibase.exception.LiquibaseException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running REST API. Thread safe. */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    /** How long a request may take to come, without its body. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Server jetty;
    private final URI uri;
    private final LoadReport loaded;
    private final Connections connections;

    private ApiServer(Server jetty, Connections connections, URI uri, LoadReport loaded) {
        this.jetty = jetty;
        this.connections = connections;
        this.uri = uri;
        this.loaded = loaded;
    }

    /**
     * Starts a server; it listens when this returns, and the definitions and agents of its settings are loaded.
     *
     * @throws ApiStartException when something on this machine is in the way: the port, the database, the token's file
     */
    public static ApiServer start(ApiSettings settings) throws ApiStartException {
        String token = token(settings);
        DecisionSigner signer = signer(settings);
        attributes(settings);
        WeftConfiguration configuration = configuration(settings);
        WeftApplication application = new WeftApplication(settings, token, signer);
        Bootstrap<WeftConfiguration> bootstrap = new Bootstrap<>(application);
        application.initialize(bootstrap);
        Environment environment = new Environment(
                application.getName(),
                bootstrap.getObjectMapper(),
                bootstrap.getValidatorFactory(),
                bootstrap.getMetricRegistry(),
                bootstrap.getClassLoader(),
                bootstrap.getHealthCheckRegistry(),
                configuration);
        ManagedDataSource source = configuration.database().build(environment.metrics(), "postgres");
        environment.lifecycle().manage(source);
        migrate(source, settings);
        return listen(configuration, application, bootstrap, environment, source);
    }

    private static ApiServer listen(
            WeftConfiguration configuration,
            WeftApplication application,
            Bootstrap<WeftConfiguration> bootstrap,
            Environment environment,
            ManagedDataSource source)
            throws ApiStartException {
        @SuppressWarnings("NullAway.Init")
        Server jetty = null;
        Connections connections =
                new Connections(configuration.settings().access().connections(), PATIENCE);
        try {
            configuration.getServerFactory().configure(environment);
            application.use(source);
            bootstrap.run(configuration, environment);
            application.run(configuration, environment);
            jetty = configuration.getServerFactory().build(environment);
            jetty.setErrorHandler(new JettyErrors(Json.mapper()));
            ServerConnector connector = (ServerConnector) jetty.getConnectors()[0];
            connector.addBean(connections);
            jetty.start();
            return new ApiServer(
                    jetty, connections, uri(configuration.settings(), connector.getLocalPort()), application.report());
        } catch (Exception e) {
            connections.close();
            stop(jetty, source);
            throw explained(e, configuration.settings());
        }
    }

    /** Where it listens, without a path. */
    public URI uri() {
        return uri;
    }

    /** What became of the definitions and agents of the settings. */
    public LoadReport loaded() {
        return loaded;
    }

    /** Ends what is under way, then stops listening and lets go of the database. */
    @Override
    public void close() {
        connections.close();
        try {
            jetty.stop();
        } catch (Exception e) {
            LOG.warn("The server did not stop in order", e);
        }
    }

    private static WeftConfiguration configuration(ApiSettings settings) throws ApiStartException {
        try {
            return new WeftConfiguration(settings);
        } catch (UncheckedIOException e) {
            throw new ApiStartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String token(ApiSettings settings) throws ApiStartException {
        try {
            return AdminToken.ensure(settings.adminToken());
        } catch (IOException e) {
            throw new ApiStartException(
                    "Expected to read or write the administrator's token in " + settings.adminToken() + ", but: "
                            + e.getMessage(),
                    e);
        }
    }

    private static DecisionSigner signer(ApiSettings settings) throws ApiStartException {
        try {
            return KeyFolder.open(settings.decisionKeys());
        } catch (IOException e) {
            throw new ApiStartException(
                    "Expected to read or write the keys for decisions in " + settings.decisionKeys() + ", but: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void attributes(ApiSettings settings) throws ApiStartException {
        try {
            SearchAttributeRegistration.ensure(
                    settings.temporal().getWorkflowServiceStubs(),
                    settings.temporal().getOptions().getNamespace());
        } catch (IllegalStateException e) {
            throw new ApiStartException(String.valueOf(e.getMessage()), e);
        } catch (StatusRuntimeException e) {
            throw new ApiStartException(
                    "Expected Temporal at "
                            + settings.temporal()
                                    .getWorkflowServiceStubs()
                                    .getOptions()
                                    .getTarget()
                            + " to answer for namespace "
                            + settings.temporal().getOptions().getNamespace() + ", but: "
                            + e.getStatus().getCode() + " "
                            + e.getStatus().getDescription() + ". Start it, or set TEMPORAL_ADDRESS.",
                    e);
        }
    }

    private static void migrate(ManagedDataSource source, ApiSettings settings) throws ApiStartException {
        try {
            Migrations.apply(source);
        } catch (SQLException | LiquibaseException e) {
            stop(null, source);
            throw new ApiStartException(
                    "Expected to use the database at " + settings.database().url() + " as «"
                            + settings.database().user() + "», but: " + e.getMessage(),
                    e);
        }
    }

    private static ApiStartException explained(Exception exception, ApiSettings settings) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new ApiStartException(
                        "Expected to listen on " + settings.host() + ":" + settings.port()
                                + ", but the port is in use. End what uses it, or choose another with --port (0 takes a"
                                + " free one).",
                        exception);
            }
        }
        return new ApiStartException("The API can't start: " + exception.getMessage(), exception);
    }

    private static void stop(@org.jspecify.annotations.Nullable Server jetty, ManagedDataSource source) {
        try {
            if (jetty != null) {
                jetty.stop();
            }
            source.stop();
        } catch (Exception e) {
            LOG.debug("Stopping after a failed start failed too", e);
        }
    }

    private static URI uri(ApiSettings settings, int port) {
        String host = settings.host();
        String scheme = settings.access().tls() == null ? "http" : "https";
        String name = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        return URI.create(scheme + "://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port);
    }
}

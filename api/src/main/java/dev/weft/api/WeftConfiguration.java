package dev.weft.api;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.logging.common.LoggingFactory;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Dropwizard's configuration, made from {@link ApiSettings}: few threads, no admin port, nothing on the console. */
final class WeftConfiguration extends Configuration {
    private static final int PLATFORM_THREADS = 16;
    private final ApiSettings settings;

    WeftConfiguration(ApiSettings settings) {
        this.settings = settings;
        setServerFactory(server(settings));
    }

    ApiSettings settings() {
        return settings;
    }

    DataSourceFactory database() {
        DataSourceFactory database = new DataSourceFactory();
        database.setDriverClass("org.postgresql.Driver");
        database.setUrl(settings.database().url());
        database.setUser(settings.database().user());
        database.setPassword(settings.database().password());
        database.setProperties(Map.of(
                "ApplicationName", "weft",
                "connectTimeout", "3",
                "socketTimeout", "20",
                "reWriteBatchedInserts", "true"));
        database.setAutoCommitByDefault(true);
        database.setJdbcInterceptors(Optional.of("ConnectionState"));
        database.setInitialSize(1);
        database.setMinSize(1);
        database.setMaxSize(settings.database().maxConnections());
        database.setMaxWaitForConnection(Duration.seconds(5));
        database.setCheckConnectionOnBorrow(true);
        database.setValidationQueryTimeout(Duration.seconds(2));
        database.setValidationInterval(Duration.seconds(1));
        return database;
    }

    /** The host application decides where its log goes; Dropwizard would take the console over. */
    @Override
    public LoggingFactory getLoggingFactory() {
        return new UntouchedLogging();
    }

    private static DefaultServerFactory server(ApiSettings settings) {
        DefaultServerFactory server = new DefaultServerFactory();
        server.setApplicationConnectors(List.of(connector(settings)));
        server.setAdminConnectors(List.of());
        server.setJerseyRootPath("/api/*");
        server.setRegisterDefaultExceptionMappers(false);
        server.setEnableVirtualThreads(true);
        server.setMinThreads(4);
        server.setMaxThreads(PLATFORM_THREADS);
        server.setAdminMinThreads(1);
        server.setAdminMaxThreads(8);
        server.setEnableThreadNameFilter(false);
        server.setShutdownGracePeriod(Duration.seconds(2));
        LogbackAccessRequestLogFactory silent = new LogbackAccessRequestLogFactory();
        silent.setAppenders(List.of());
        server.setRequestLogFactory(silent);
        return server;
    }

    private static HttpConnectorFactory tls(TlsFiles files) {
        String password = UUID.randomUUID().toString();
        try {
            TlsConnector https = new TlsConnector(files.store(password.toCharArray()), password);
            https.setDisableSniHostCheck(true);
            return https;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static HttpConnectorFactory connector(ApiSettings settings) {
        HttpConnectorFactory http = settings.access().tls() == null
                ? new HttpConnectorFactory()
                : tls(settings.access().tls());
        http.setBindHost(settings.host());
        http.setPort(settings.port());
        http.setAcceptorThreads(Optional.of(1));
        http.setSelectorThreads(Optional.of(1));
        http.setMaxRequestHeaderSize(DataSize.kibibytes(16));
        http.setIdleTimeout(Duration.seconds(30));
        http.setUseServerHeader(false);
        return http;
    }
}

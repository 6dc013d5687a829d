package dev.weft.api;

import dev.weft.api.auth.DecisionSigner;
import dev.weft.api.error.JettyErrors;
import dev.weft.api.representation.Json;
import dev.weft.api.service.LoadReport;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Puts the parts together: stores, gateway, services, routes. */
final class WeftApplication extends Application<WeftConfiguration> {
    private final ApiSettings settings;
    private final String adminToken;
    private final DecisionSigner signer;
    private @Nullable DataSource source;
    private @Nullable LoadReport report;

    WeftApplication(ApiSettings settings, String adminToken, DecisionSigner signer) {
        this.settings = settings;
        this.adminToken = adminToken;
        this.signer = signer;
    }

    void use(DataSource database) {
        this.source = database;
    }

    @Override
    public String getName() {
        return "weft";
    }

    /** Dropwizard would take the console over. */
    @Override
    protected void bootstrapLogging() {}

    @Override
    public void initialize(Bootstrap<WeftConfiguration> bootstrap) {
        bootstrap.setObjectMapper(Json.mapper());
    }

    @Override
    public void run(WeftConfiguration configuration, Environment environment) {
        environment.getApplicationContext().setErrorHandler(new JettyErrors(Json.mapper()));
        Wiring wiring = new Wiring(settings, adminToken, signer, Objects.requireNonNull(source));
        wiring.register(environment);
        report = wiring.load();
    }

    LoadReport report() {
        return Objects.requireNonNull(report);
    }
}

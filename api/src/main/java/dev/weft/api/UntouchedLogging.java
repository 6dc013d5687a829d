package dev.weft.api;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.LoggingFactory;

/** Leaves logging as the program that starts the server has set it up. */
@JsonTypeName("untouched")
final class UntouchedLogging implements LoggingFactory {
    @Override
    public void configure(MetricRegistry metrics, String name) {}

    @Override
    public void stop() {}

    @Override
    public void reset() {}
}

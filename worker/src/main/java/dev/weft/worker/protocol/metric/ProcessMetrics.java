package dev.weft.worker.protocol.metric;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.StatsReporter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import java.util.List;

/** All that a process counts, in one place, as there is one answer to whoever asks the process. Thread safe. */
public final class ProcessMetrics {
    private static final PrometheusMeterRegistry REGISTRY = withTheProcessItself();

    /** How often Temporal's SDK hands over what it has counted. */
    private static final com.uber.m3.util.Duration REPORTED = com.uber.m3.util.Duration.ofSeconds(5);

    private ProcessMetrics() {}

    /** Where to count. */
    public static MeterRegistry registry() {
        return REGISTRY;
    }

    /** What is there now, in Prometheus' text format 0.0.4. */
    public static String scrape() {
        return REGISTRY.scrape();
    }

    /** Where Temporal's client and workers count. */
    public static Scope temporal() {
        StatsReporter reporter = new MicrometerClientStatsReporter(REGISTRY);
        return new RootScopeBuilder().reporter(reporter).reportEvery(REPORTED);
    }

    @SuppressWarnings("resource") // as long as the process is there
    private static PrometheusMeterRegistry withTheProcessItself() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<MeterBinder> binders = List.of(
                new JvmMemoryMetrics(),
                new JvmGcMetrics(),
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics(),
                new FileDescriptorMetrics());
        binders.forEach(binder -> binder.bindTo(registry));
        return registry;
    }
}

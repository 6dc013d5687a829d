package dev.weft.worker.room;

import com.sun.management.OperatingSystemMXBean;
import dev.weft.definitions.size.Extent;
import dev.weft.definitions.size.SizeText;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a worker has for attempts that say what they take up. */
public final class Capacity {
    /** Variable that names the cores. */
    public static final String CPU = "WEFT_WORKER_CPU";

    /** Variable that names the memory. */
    public static final String MEMORY = "WEFT_WORKER_MEMORY";

    /** More than any attempt takes up: where nothing is really done. */
    public static final Extent ENDLESS = new Extent(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4);

    private static final double MOST_CORES = 100_000;

    private Capacity() {}

    /** All cores and all memory of the machine, or of the container that the process is in. */
    public static Extent ofMachine() {
        long memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
        return new Extent(Extent.thousandths(Runtime.getRuntime().availableProcessors()), memory);
    }

    /**
     * What {@link #CPU} and {@link #MEMORY} say; what they don't, as the machine has it.
     *
     * @throws IllegalArgumentException when one of them has a value that it can't have
     */
    public static Extent fromEnvironment(Map<String, String> environment) {
        return of(environment.get(CPU), CPU, environment.get(MEMORY), MEMORY);
    }

    private static Extent of(@Nullable String cpu, String whoseCpu, @Nullable String memory, String whoseMemory) {
        return new Extent(
                        cpu == null || cpu.isBlank() ? 0 : cores(cpu, whoseCpu),
                        memory == null || memory.isBlank() ? 0 : bytes(memory, whoseMemory))
                .or(ofMachine());
    }

    private static long cores(String written, String whose) {
        double cores;
        try {
            cores = Double.parseDouble(written.strip());
        } catch (NumberFormatException e) {
            cores = -1;
        }
        if (!(cores > 0 && cores <= MOST_CORES)) {
            throw new IllegalArgumentException(
                    "Expected a number of cores such as 4 or 0.5 in %s, but found '%s'.".formatted(whose, written));
        }
        return Extent.thousandths(cores);
    }

    private static long bytes(String written, String whose) {
        OptionalLong bytes = SizeText.parse(written);
        if (bytes.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected a size such as 512MiB or 8GiB in %s, but found '%s'.".formatted(whose, written));
        }
        return bytes.getAsLong();
    }
}

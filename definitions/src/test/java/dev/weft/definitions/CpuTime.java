package dev.weft.definitions;

import java.lang.management.ManagementFactory;

/** Time that this thread has worked, so that bounds hold on a busy machine, too. */
final class CpuTime {
    private CpuTime() {}

    static long nanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}

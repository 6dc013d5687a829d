package dev.weft.platform.temporal;

import java.util.Locale;

/** Operating system and processor, as Go and Temporal's releases name them. */
final class Target {
    private Target() {}

    /** Such as {@code linux_amd64}. */
    static String current() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        return (os.contains("mac") ? "darwin" : os.contains("windows") ? "windows" : "linux")
                + (arch.equals("aarch64") || arch.equals("arm64") ? "_arm64" : "_amd64");
    }
}

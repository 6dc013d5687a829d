package dev.weft.api.service;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of loading definitions and agents from files. Filled by one thread before anybody reads it. */
public final class LoadReport {
    private static final Logger LOG = LoggerFactory.getLogger(LoadReport.class);
    private final List<Failed> failures = new ArrayList<>();
    private int taken;
    private int unchanged;

    void taken() {
        taken++;
    }

    void unchanged() {
        unchanged++;
    }

    void failed(String file, String why) {
        failures.add(new Failed(file, why));
        LOG.warn("{} was not loaded: {}", file, why);
    }

    void warned(String file, String why) {
        LOG.warn("{} was loaded, but: {}", file, why);
    }

    /** How many were new or had changed. */
    public int changed() {
        return taken;
    }

    /** How many were there already. */
    public int same() {
        return unchanged;
    }

    /** What could not be loaded, and why. */
    public List<Failed> failures() {
        return List.copyOf(failures);
    }

    /**
     * A file that was not loaded.
     *
     * @param why for people, with line and column where there is one
     */
    public record Failed(String file, String why) {}
}

package dev.weft.api.auth;

import java.util.Map;
import java.util.Optional;

/** Knows the labels of what routes are about. Thread safe. */
public interface LabelsOf {
    /** Those of a definition, also of a deleted one; empty where there never was one. */
    Optional<Map<String, String>> workflow(String id);

    /** Those of a run; empty where there is none. */
    Optional<Map<String, String>> run(String id);
}

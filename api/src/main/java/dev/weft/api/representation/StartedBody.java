package dev.weft.api.representation;

import dev.weft.worker.protocol.RunStatus;
import java.util.Map;

/** A run that has been started, now or by an earlier request with the same key. */
public record StartedBody(String run, String workflow, int revision, RunStatus status, Map<String, String> links) {}

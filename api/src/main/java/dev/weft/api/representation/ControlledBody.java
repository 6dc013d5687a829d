package dev.weft.api.representation;

import dev.weft.worker.protocol.RunStatus;
import java.util.Map;

/** A run that was told something. */
public record ControlledBody(String run, RunStatus status, Map<String, String> links) {}

package dev.weft.platform.home;

import java.util.Optional;

/**
 * Servers that answer.
 *
 * @param temporal {@code host:port}
 * @param temporalUi address of its web UI, where it is known
 * @param database where the store is
 * @param apiPort on which the API is to listen
 */
public record RunningServers(String temporal, Optional<String> temporalUi, Database database, int apiPort) {}

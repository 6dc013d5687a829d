package dev.weft.api.representation;

import java.time.Instant;

/**
 * Somebody who has signed in at the page.
 *
 * @param csrf what requests that change something say in the header {@code X-CSRF-Token}
 * @param expiresAt when to sign in again
 */
public record SessionBody(String user, String csrf, Instant expiresAt) {}

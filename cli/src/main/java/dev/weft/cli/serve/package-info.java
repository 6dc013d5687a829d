/**
 * The platform in this process or a detached one. In: a home. Out: Temporal, PostgreSQL, API and worker that serve.
 */
@NullMarked
package dev.weft.cli.serve;

import org.jspecify.annotations.NullMarked;

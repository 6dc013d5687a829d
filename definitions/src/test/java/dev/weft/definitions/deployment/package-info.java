/** What can be known of the deployment's files without running them. */
@NullMarked
package dev.weft.definitions.deployment;

import org.jspecify.annotations.NullMarked;

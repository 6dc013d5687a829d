/** Agents found and written without a server. In: folders, class paths, addresses, programs. Out: what they say of themselves, and
 * agents' files. */
@NullMarked
package dev.weft.cli.agents;

import org.jspecify.annotations.NullMarked;

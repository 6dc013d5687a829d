/** Agents' files written from what services, programs and classes say of themselves. In: such a description. Out: fields of a file, and
 * its YAML. */
@NullMarked
package dev.weft.definitions.agent.generate;

import org.jspecify.annotations.NullMarked;

/**
 * Operating system processes, ports, locks and disks. In: a command. Out: a process that outlives this JVM and is known
 * again later.
 */
@NullMarked
package dev.weft.platform.process;

import org.jspecify.annotations.NullMarked;

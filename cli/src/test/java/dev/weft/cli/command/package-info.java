/** Commands without a process of their own: what their parts make of what they are given. */
@NullMarked
package dev.weft.cli.command;

import org.jspecify.annotations.NullMarked;

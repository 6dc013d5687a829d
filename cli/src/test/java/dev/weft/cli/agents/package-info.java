/** What is found of agents, without a process of the command. */
@NullMarked
package dev.weft.cli.agents;

import org.jspecify.annotations.NullMarked;

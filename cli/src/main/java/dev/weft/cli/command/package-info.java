/**
 * One class a command. In: options. Out: calls of the API, the language or the platform, and their printed result.
 */
@NullMarked
package dev.weft.cli.command;

import org.jspecify.annotations.NullMarked;

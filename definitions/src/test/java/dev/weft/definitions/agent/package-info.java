@NullMarked
package dev.weft.definitions.agent;

import org.jspecify.annotations.NullMarked;

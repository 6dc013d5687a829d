/** Types of events, as actions emit and wait for them and triggers start by them. In: text. Out: whether it can be one. */
@NullMarked
package dev.weft.definitions.event;

import org.jspecify.annotations.NullMarked;

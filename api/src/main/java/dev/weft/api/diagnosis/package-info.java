/** Why a run waits or failed. In: a run, its attempts under way, its log, its agents. Out: what stands in its way, and the commands that help. */
@NullMarked
package dev.weft.api.diagnosis;

import org.jspecify.annotations.NullMarked;

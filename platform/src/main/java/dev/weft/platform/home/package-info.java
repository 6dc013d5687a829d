/**
 * The home folder of a platform. In: a folder and ports. Out: its servers running, and {@code weft.json} that says where.
 */
@NullMarked
package dev.weft.platform.home;

import org.jspecify.annotations.NullMarked;

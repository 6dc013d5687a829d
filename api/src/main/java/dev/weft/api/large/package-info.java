/** Large values of runs, as people see them. In: values with handles. Out: the values, or how large they are. */
@NullMarked
package dev.weft.api.large;

import org.jspecify.annotations.NullMarked;

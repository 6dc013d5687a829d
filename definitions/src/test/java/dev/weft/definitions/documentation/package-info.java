/** Whether the documentation says what is so. */
@NullMarked
package dev.weft.definitions.documentation;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.weft.api.auth;

import org.jspecify.annotations.NullMarked;

/**
 * The PostgreSQL of one machine. In: a folder. Out: a server that keeps its data there, and its JDBC address.
 */
@NullMarked
package dev.weft.platform.postgres;

import org.jspecify.annotations.NullMarked;

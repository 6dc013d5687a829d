/** Quality of CSV files. In: a file's path. Out: profile, findings, cleaned file and report. All of it streams. */
@NullMarked
package dev.weft.worker.catalog.table;

import org.jspecify.annotations.NullMarked;

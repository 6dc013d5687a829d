/**
 * What the API does, free of HTTP: definitions are checked and saved, runs started, watched and controlled, gates decided.
 */
@NullMarked
package dev.weft.api.service;

import org.jspecify.annotations.NullMarked;

/**
 * Definitions simulated: in come a definition's file and what is to fail, take its time or be decided otherwise, out comes what the
 * definition would do, in virtual time. What nobody says is made up, and told to be so.
 */
@NullMarked
package dev.weft.cli.simulate;

import org.jspecify.annotations.NullMarked;

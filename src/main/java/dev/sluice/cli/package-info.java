/** The command line: parse, call one use case, hand the answer to a writer, return an exit code. */
@NullMarked
package dev.sluice.cli;

import org.jspecify.annotations.NullMarked;

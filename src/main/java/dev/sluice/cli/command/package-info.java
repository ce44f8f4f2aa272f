/** One subcommand a file. */
@NullMarked
package dev.sluice.cli.command;

import org.jspecify.annotations.NullMarked;

/** An answer as a terminal table, CSV, JSON, Markdown. */
@NullMarked
package dev.sluice.report;

import org.jspecify.annotations.NullMarked;

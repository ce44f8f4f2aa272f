/** The DuckDB file: open, lock, migrate, transactions, a query to a section of an answer. */
@NullMarked
package dev.sluice.workspace;

import org.jspecify.annotations.NullMarked;

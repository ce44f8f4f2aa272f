/** What a question returns: typed columns and rows, notes, coverage; or a refusal. */
@NullMarked
package dev.sluice.answer;

import org.jspecify.annotations.NullMarked;

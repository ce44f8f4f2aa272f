/**
 * What platforms print, beside what their own counts give: where the two part, and what cannot be.
 */
@NullMarked
package dev.sluice.analysis.audit;

import org.jspecify.annotations.NullMarked;

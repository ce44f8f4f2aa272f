/** Sell-through: what was sold of what there was to sell. */
@NullMarked
package dev.sluice.analysis.sellthrough;

import org.jspecify.annotations.NullMarked;

/** What moved the GMV: its change split over the stages that lead to it. */
@NullMarked
package dev.sluice.analysis.drivers;

import org.jspecify.annotations.NullMarked;

/** Funnels: the stages of the platforms' own counts. */
@NullMarked
package dev.sluice.analysis.funnel;

import org.jspecify.annotations.NullMarked;

/** The plan over time: which layer spends how much in which part of which day, and speaks when. */
@NullMarked
package dev.sluice.plan.schedule;

import org.jspecify.annotations.NullMarked;

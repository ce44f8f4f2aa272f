/** How money is divided among layers so that it brings the most, and the proof of it. */
@NullMarked
package dev.sluice.plan.allocation;

import org.jspecify.annotations.NullMarked;

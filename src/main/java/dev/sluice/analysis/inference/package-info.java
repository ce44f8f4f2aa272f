/** How sure a rate is: intervals of one and of two proportions, and tests that compare them. */
@NullMarked
package dev.sluice.analysis.inference;

import org.jspecify.annotations.NullMarked;

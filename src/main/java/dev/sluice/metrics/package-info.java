/** The dictionary: every number's name, formula, basis, unit and source. */
@NullMarked
package dev.sluice.metrics;

import org.jspecify.annotations.NullMarked;

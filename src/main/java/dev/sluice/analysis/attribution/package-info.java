/** Attribution: which channel, or which layer of a plan, the conversions came from. */
@NullMarked
package dev.sluice.analysis.attribution;

import org.jspecify.annotations.NullMarked;

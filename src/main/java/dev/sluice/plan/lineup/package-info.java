/** Which products a broadcast shows, for how long and in which order. */
@NullMarked
package dev.sluice.plan.lineup;

import org.jspecify.annotations.NullMarked;

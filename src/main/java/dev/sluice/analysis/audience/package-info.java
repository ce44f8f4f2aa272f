/** The audience: who comes back, how often, for how much, and in which sessions. */
@NullMarked
package dev.sluice.analysis.audience;

import org.jspecify.annotations.NullMarked;

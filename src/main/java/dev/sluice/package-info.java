/** Sluice: plan the traffic of a broadcast before it starts, read what it did the morning after. */
@NullMarked
package dev.sluice;

import org.jspecify.annotations.NullMarked;

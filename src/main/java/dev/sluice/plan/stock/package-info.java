/** How many units a broadcast may sell, how many it should have, and who gets them. */
@NullMarked
package dev.sluice.plan.stock;

import org.jspecify.annotations.NullMarked;

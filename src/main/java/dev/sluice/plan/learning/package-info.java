/**
 * What past broadcasts teach about the layers of the next: rates, and curves of entrants over
 * spend, each as a distribution. Few broadcasts teach little, and the distributions say how little.
 */
@NullMarked
package dev.sluice.plan.learning;

import org.jspecify.annotations.NullMarked;

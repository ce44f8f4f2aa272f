/** What goes together: the pairs that are bought in one basket, and the halo of a product. */
@NullMarked
package dev.sluice.analysis.basket;

import org.jspecify.annotations.NullMarked;

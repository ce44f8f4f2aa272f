/** Why two figures of the same broadcast differ. */
@NullMarked
package dev.sluice.analysis.reconcile;

import org.jspecify.annotations.NullMarked;

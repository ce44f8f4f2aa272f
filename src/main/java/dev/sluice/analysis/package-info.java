/** What the questions asked in SQL have in common: which broadcasts and days they are about. */
@NullMarked
package dev.sluice.analysis;

import org.jspecify.annotations.NullMarked;

/** Flash sales: how much faster a product sold in its window, and what a drop would have lasted. */
@NullMarked
package dev.sluice.analysis.flash;

import org.jspecify.annotations.NullMarked;

/** Platform exports: recognise, read, stage as text, convert as a set, receipts and rejects. */
@NullMarked
package dev.sluice.exports;

import org.jspecify.annotations.NullMarked;

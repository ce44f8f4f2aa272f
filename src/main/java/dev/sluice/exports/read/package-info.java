/** From a file of unknown kind to rows of text: what it is, how it is encoded, its tables. */
@NullMarked
package dev.sluice.exports.read;

import org.jspecify.annotations.NullMarked;

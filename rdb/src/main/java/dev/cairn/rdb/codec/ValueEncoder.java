// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbOutput;
import dev.cairn.storage.snapshot.ImageReader;

import java.io.IOException;

/**
 * Writes values of one kind from image records: a whole value from one record, a big one from its begin, its elements and
 * its end. The type byte and the key stand in the output already.
 */
public interface ValueEncoder {
    /** The type byte of the value whose first record this is. */
    int type(ImageReader image);

    /** Writes what the record says, be it whole, a begin, an element, or an end. */
    void write(ImageReader image, RdbOutput out) throws IOException;
}

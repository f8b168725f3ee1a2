// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Where backups are kept: a store of named objects, which are put whole, read and removed, and never changed. Names have
 * slashes; nothing is asked of the store beyond what every object store has.
 */
public interface BackupTarget {
    /** All objects whose names begin like this, in no order. */
    List<String> names(String beginning) throws IOException;

    /** An object's bytes. */
    InputStream open(String name) throws IOException;

    /** Puts an object, over one that is there: when this returns it survives a power loss, before that it is not there. */
    void put(String name, InputStream content) throws IOException;

    /** Removes an object, if it is there. */
    void remove(String name) throws IOException;

    /** Keeps other writers away until it is closed. */
    Closeable lock() throws IOException, BackupException;

    /** What to call it in messages. */
    @Override
    String toString();
}

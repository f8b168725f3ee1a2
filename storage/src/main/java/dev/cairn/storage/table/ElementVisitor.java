// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

/** Sees the entries that a scan passes; it must not change the table. */
public interface ElementVisitor {
    /** Takes one entry, whose parts {@code EntryLayout} reads. */
    void element(long entry);
}

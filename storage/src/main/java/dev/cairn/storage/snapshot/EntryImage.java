// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.snapshot;

import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.table.TableCursor;

/** Hands over one entry as it is, at once: what DUMP encodes. */
public final class EntryImage {
    private static final int PIECE_BYTES = 64 << 10;

    private final Memory memory;
    private final ElementTable elements;
    private final ImageWriter writer;

    public EntryImage(Snapshot.Store store) {
        memory = store.memory();
        elements = store.elements();
        writer = new ImageWriter(memory, store.access());
    }

    /** Hands over the records of this entry; the sink has accepted them all when this returns. */
    public void write(int database, long entry, ImageSink sink) {
        writer.start(sink, sink::accept);
        if (EntryLayout.encoding(memory, entry).isBig()) {
            writeElements(database, entry);
        } else if (EntryLayout.valueLength(memory, entry) > ImageReader.LONGEST_WHOLE_STRING) {
            writePieces(database, entry);
        } else {
            writer.whole(database, entry);
        }
        writer.flush();
    }

    private void writeElements(int database, long entry) {
        long root = EntryLayout.root(memory, entry);
        writer.begin(database, entry, elements.count(root), elements.expiring(root) > 0);
        TableCursor cursor = elements.cursor().start(root);
        for (long element = cursor.next(); element != 0; element = cursor.next()) {
            writer.element(element);
        }
        writer.end();
    }

    private void writePieces(int database, long entry) {
        long value = EntryLayout.valueAddress(memory, entry);
        int length = EntryLayout.valueLength(memory, entry);
        writer.begin(database, entry, length, false);
        for (int at = 0; at < length; at += PIECE_BYTES) {
            writer.piece(value + at, Math.min(PIECE_BYTES, length - at));
        }
        writer.end();
    }
}

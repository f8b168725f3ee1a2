// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.snapshot;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.table.TableCursor;
import dev.cairn.storage.tree.LeafPath;
import dev.cairn.storage.tree.LeafTree;
import dev.cairn.storage.type.stream.FrozenStream;
import dev.cairn.storage.value.BigValues;

/** Hands over one entry as it is, at once: what DUMP encodes. */
public final class EntryImage {
    private static final int PIECE_BYTES = 64 << 10;

    private final Memory memory;
    private final BigValues values;
    private final ImageWriter writer;
    private final Allocator allocator;
    private final FrozenStream frozen;
    private final StreamWalk walk;

    public EntryImage(Snapshot.Store store) {
        memory = store.memory();
        values = store.values();
        writer = new ImageWriter(memory, store.access());
        allocator = store.allocator();
        frozen =
                new FrozenStream(
                        memory, allocator, store.values().trees(), store.values().streams());
        walk = new StreamWalk(memory, values.trees(), frozen);
    }

    /** Hands over the records of this entry; the sink has accepted them all when this returns. */
    public void write(int database, long entry, ImageSink sink) {
        writer.start(sink, sink::accept);
        if (EntryLayout.encoding(memory, entry) == Encoding.STREAM) {
            writeStream(database, entry);
        } else if (EntryLayout.isBig(memory, entry)) {
            writeElements(database, entry);
        } else if (EntryLayout.valueLength(memory, entry) > ImageReader.LONGEST_WHOLE_STRING) {
            writePieces(database, entry);
        } else {
            writer.whole(database, entry);
        }
        writer.flush();
    }

    private void writeStream(int database, long entry) {
        long stream = frozen.freeze(EntryLayout.root(memory, entry), false);
        writer.begin(database, entry, frozen.number(stream), false);
        walk.start(stream, false);
        while (!walk.step(writer)) {
            // Each step hands over a part.
        }
        writer.end();
        allocator.free(stream);
    }

    private void writeElements(int database, long entry) {
        long root = EntryLayout.root(memory, entry);
        writer.begin(database, entry, values.parts(entry), values.elementsExpire(entry));
        if (values.isTree(entry)) {
            writeLeaves(root);
        } else {
            TableCursor cursor = values.tables().cursor().start(root);
            for (long element = cursor.next(); element != 0; element = cursor.next()) {
                writer.element(element);
            }
        }
        writer.end();
    }

    private void writeLeaves(long root) {
        LeafTree trees = values.trees();
        LeafPath path = new LeafPath();
        for (long leaf = trees.first(root, path); leaf != 0; leaf = trees.next(path)) {
            writer.leaf(leaf, trees.keyHigh(path), trees.keyLow(path));
        }
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

// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.snapshot;

import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.tree.LeafPath;
import dev.cairn.storage.tree.LeafTree;
import dev.cairn.storage.tree.LeafWalk;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.stream.FrozenStream;
import dev.cairn.storage.type.stream.StreamLeaves;
import dev.cairn.storage.type.stream.StreamPart;

/** Hands a stream over that was taken up, part by part and leaf by leaf. */
final class StreamWalk {
    private final Memory memory;
    private final LeafTree tree;
    private final FrozenStream frozen;
    private final LeafWalk heldLeaves;
    private final LeafPath liveLeaves = new LeafPath();
    private boolean held;
    private boolean within;
    private long at;

    StreamWalk(Memory memory, LeafTree tree, FrozenStream frozen) {
        this.memory = memory;
        this.tree = tree;
        this.frozen = frozen;
        this.heldLeaves = tree.walk();
    }

    /** Starts before the first part. */
    void start(long stream, boolean isHeld) {
        at = stream;
        held = isHeld;
        within = false;
    }

    /** Hands over a part, or a leaf of one; returns whether that was the end. */
    boolean step(ImageWriter writer) {
        if (frozen.isTree(at)) {
            long leaf = leaf();
            if (leaf != 0) {
                leaf(writer, leaf);
                return false;
            }
            within = false;
            if (held) {
                frozen.passed(at);
            }
        } else {
            writer.part(
                    frozen.kind(at),
                    frozen.number(at),
                    frozen.nameAt(at),
                    frozen.nameBytes(at),
                    frozen.toldAt(at),
                    frozen.toldBytes(at));
        }
        at = frozen.next(at);
        return frozen.kind(at) == StreamPart.END;
    }

    /** The next leaf of the tree, or 0. */
    private long leaf() {
        boolean first = !within;
        within = true;
        if (held) {
            if (first) {
                heldLeaves.start(frozen.root(at), frozen.top(at), frozen.levels(at));
            }
            return heldLeaves.next();
        }
        return first ? tree.first(frozen.root(at), liveLeaves) : tree.next(liveLeaves);
    }

    private void leaf(ImageWriter writer, long leaf) {
        if (frozen.kind(at) == StreamPart.BLOCK) {
            long listpack = leaf + StreamLeaves.BLOCK_LISTPACK;
            int bytes = Listpack.bytes(memory, listpack);
            int idBytes = StreamLeaves.BLOCK_LISTPACK;
            writer.part(StreamPart.BLOCK, 0, leaf, idBytes, listpack, bytes);
        } else {
            int kind = frozen.kind(at);
            int each =
                    kind == StreamPart.PENDING ? StreamPart.PENDING_BYTES : StreamPart.OWNED_BYTES;
            int bytes = memory.getInt(leaf + StreamLeaves.RECORD_COUNT) * each;
            writer.part(kind, 0, leaf, 0, leaf + StreamLeaves.RECORDS, bytes);
        }
    }
}

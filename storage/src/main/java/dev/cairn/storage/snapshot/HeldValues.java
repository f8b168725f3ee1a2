// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.snapshot;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryBlocks;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.table.ElementWatch;
import dev.cairn.storage.table.HashWalk;
import dev.cairn.storage.tree.LeafTree;
import dev.cairn.storage.tree.LeafWalk;
import dev.cairn.storage.tree.LeafWatch;
import dev.cairn.storage.type.stream.FrozenStream;
import dev.cairn.storage.value.BigValues;
import dev.cairn.storage.value.LentStrings;

/**
 * The values of a snapshot that are too big to be handed over at once: big collections and long strings. They stand in
 * a queue; the first is walked in steps, and all others wait, each with what has changed of it meanwhile.
 *
 * <p>A collection goes on being changed while it waits and while it is walked: an element that changes for the first
 * time is set aside, or handed over at once if it is the collection's turn. A string is lent. A tree of listpacks sees to
 * its leaves itself.
 */
final class HeldValues implements ElementWatch, LeafWatch {
    private static final int PIECE_BYTES = 64 << 10;

    private final Memory memory;
    private final Allocator allocator;
    private final EntryBlocks blocks;
    private final BigValues values;
    private final LentStrings lent;
    private final ElementTable elements;
    private final LeafTree trees;
    private final HashWalk walk;
    private final LeafWalk leaves;
    private final ImageWriter writer;
    private final FrozenStream frozen;
    private final StreamWalk streamWalk;
    private long first;
    private long last;
    private boolean begun;
    private long bytes;

    HeldValues(Snapshot.Store store, ImageWriter writer) {
        this.memory = store.memory();
        this.allocator = store.allocator();
        this.blocks = store.blocks();
        this.values = store.values();
        this.lent = values.lent();
        this.elements = values.tables();
        this.trees = values.trees();
        this.leaves = trees.walk();
        this.frozen = new FrozenStream(memory, allocator, trees, values.streams());
        this.streamWalk = new StreamWalk(memory, trees, frozen);
        this.walk = elements.walk();
        this.writer = writer;
    }

    boolean isEmpty() {
        return first == 0;
    }

    /** Whether a value is being handed over, so that no other record may come between. */
    boolean isBegun() {
        return begun;
    }

    /** Bytes that are held for the snapshot alone; without strings, which are lent. */
    long bytes() {
        return bytes + trees.retainedBytes();
    }

    /** Takes up an entry whose value is big, as it is now. */
    void hold(int database, long entry) {
        if (EntryLayout.encoding(memory, entry) == Encoding.STREAM) {
            holdStream(database, entry);
            return;
        }
        boolean string = !EntryLayout.isBig(memory, entry);
        long value =
                string ? EntryLayout.valueAddress(memory, entry) : EntryLayout.root(memory, entry);
        long count = string ? EntryLayout.valueLength(memory, entry) : values.parts(entry);
        boolean tree = !string && values.isTree(entry);
        int flags = string ? HeldValueLayout.STRING : tree ? HeldValueLayout.TREE : 0;
        if (!string && values.elementsExpire(entry)) {
            flags |= HeldValueLayout.ELEMENTS_EXPIRE;
        }
        long held = allocate(HeldValueLayout.BYTES);
        long shell;
        try {
            shell = blocks.copyShell(entry);
        } catch (MemoryExhaustedException e) {
            free(held);
            throw e;
        }
        bytes += allocator.footprint(shell);
        HeldValueLayout.init(memory, held, shell, value, count, database, flags);
        if (string) {
            lent.lend(entry);
        } else if (tree) {
            HeldValueLayout.putPosition(memory, held, trees.top(value));
            HeldValueLayout.putLevels(memory, held, trees.levels(value));
            trees.hold(value, held);
        } else {
            elements.remember(value, held);
        }
        enqueue(held);
    }

    private void holdStream(int database, long entry) {
        long held = allocate(HeldValueLayout.BYTES);
        long shell = 0;
        long stream;
        try {
            shell = blocks.copyShell(entry);
            stream = frozen.freeze(EntryLayout.root(memory, entry), true);
        } catch (MemoryExhaustedException e) {
            if (shell != 0) {
                blocks.freeShell(shell);
            }
            free(held);
            throw e;
        }
        bytes += allocator.footprint(shell) + allocator.footprint(stream);
        long count = frozen.number(stream);
        HeldValueLayout.init(memory, held, shell, stream, count, database, HeldValueLayout.STREAM);
        enqueue(held);
    }

    private void enqueue(long held) {
        if (first == 0) {
            first = held;
        } else {
            HeldValueLayout.putNext(memory, last, held);
        }
        last = held;
    }

    @Override
    public void beforeChange(long root, long element, long hash) {
        if (!isAhead(root, hash)
                || (EntryLayout.flags(memory, element) & EntryLayout.HANDED) != 0) {
            return;
        }
        long held = elements.remembered(root);
        if (held == first && begun) {
            writer.element(element);
        } else {
            setAside(held, element);
        }
        EntryLayout.mark(memory, element, EntryLayout.HANDED, true);
    }

    @Override
    public boolean isAhead(long root, long hash) {
        long position = HeldValueLayout.position(memory, elements.remembered(root));
        return Long.compareUnsigned(hash, position) >= 0;
    }

    @Override
    public boolean adopt(long root) {
        setOwned(elements.remembered(root));
        return true;
    }

    @Override
    public void adoptTree(long record) {
        setOwned(record);
    }

    /** Hands over some of the first value; returns whether that was its end. */
    boolean step() {
        if (!begun) {
            begun = true;
            writer.begin(
                    HeldValueLayout.database(memory, first),
                    HeldValueLayout.entry(memory, first),
                    HeldValueLayout.count(memory, first),
                    HeldValueLayout.is(memory, first, HeldValueLayout.ELEMENTS_EXPIRE));
            if (isTree(first)) {
                leaves.start(
                        HeldValueLayout.value(memory, first),
                        HeldValueLayout.position(memory, first),
                        HeldValueLayout.levels(memory, first));
            }
            if (HeldValueLayout.is(memory, first, HeldValueLayout.STREAM)) {
                streamWalk.start(HeldValueLayout.value(memory, first), true);
            }
        }
        boolean done;
        if (HeldValueLayout.is(memory, first, HeldValueLayout.STREAM)) {
            done = streamWalk.step(writer);
        } else if (HeldValueLayout.is(memory, first, HeldValueLayout.STRING)) {
            done = stepString(first);
        } else if (isTree(first)) {
            done = stepLeaves();
        } else if (HeldValueLayout.aside(memory, first) != 0) {
            stepAside(first);
            done = false;
        } else {
            done = stepElements(first);
        }
        if (done) {
            writer.end();
            begun = false;
            finish();
        }
        return done;
    }

    private boolean stepString(long held) {
        long position = HeldValueLayout.position(memory, held);
        long left = HeldValueLayout.count(memory, held) - position;
        int piece = (int) Math.min(PIECE_BYTES, left);
        writer.piece(HeldValueLayout.value(memory, held) + position, piece);
        HeldValueLayout.putPosition(memory, held, position + piece);
        return piece == left;
    }

    private void stepAside(long held) {
        long aside = HeldValueLayout.aside(memory, held);
        long element = HeldValueLayout.asideElement(memory, aside);
        writer.element(element);
        HeldValueLayout.putAside(memory, held, HeldValueLayout.next(memory, aside));
        bytes -= blocks.footprint(element);
        blocks.free(element);
        free(aside);
    }

    private boolean stepElements(long held) {
        long root = HeldValueLayout.value(memory, held);
        long next = walk.step(root, HeldValueLayout.position(memory, held));
        for (int i = 0; i < walk.count(); i++) {
            long element = walk.entry(i);
            if ((EntryLayout.flags(memory, element) & EntryLayout.HANDED) == 0) {
                writer.element(element);
            } else {
                EntryLayout.mark(memory, element, EntryLayout.HANDED, false);
            }
        }
        HeldValueLayout.putPosition(memory, held, next);
        return next == 0;
    }

    private boolean stepLeaves() {
        long leaf = leaves.next();
        if (leaf != 0) {
            writer.leaf(leaf, leaves.keyHigh(), leaves.keyLow());
        }
        return leaf == 0;
    }

    private void finish() {
        long held = first;
        long value = HeldValueLayout.value(memory, held);
        boolean owned = HeldValueLayout.is(memory, held, HeldValueLayout.OWNED);
        if (HeldValueLayout.is(memory, held, HeldValueLayout.STREAM)) {
            free(value);
        } else if (HeldValueLayout.is(memory, held, HeldValueLayout.STRING)) {
            lent.giveBack(value);
        } else if (isTree(held)) {
            trees.release(value);
            if (owned) {
                bytes -= trees.bytes(value);
                trees.free(value);
            }
        } else {
            elements.remember(value, 0);
            if (owned) {
                bytes -= elements.bytes(value);
                elements.free(value);
            }
        }
        long shell = HeldValueLayout.entry(memory, held);
        bytes -= allocator.footprint(shell);
        blocks.freeShell(shell);
        first = HeldValueLayout.next(memory, held);
        free(held);
    }

    private void setAside(long held, long element) {
        // Removing elements must be possible when memory is exhausted.
        allocator.reserveOpen(true);
        long aside = 0;
        long copy;
        try {
            aside = allocate(HeldValueLayout.ASIDE_BYTES);
            copy = blocks.copy(element);
        } catch (MemoryExhaustedException e) {
            if (aside != 0) {
                free(aside);
            }
            throw e;
        } finally {
            allocator.reserveOpen(false);
        }
        bytes += blocks.footprint(copy);
        HeldValueLayout.initAside(memory, aside, HeldValueLayout.aside(memory, held), copy);
        HeldValueLayout.putAside(memory, held, aside);
    }

    private void setOwned(long held) {
        HeldValueLayout.setOwned(memory, held);
        long value = HeldValueLayout.value(memory, held);
        bytes += isTree(held) ? trees.bytes(value) : elements.bytes(value);
    }

    private boolean isTree(long held) {
        return HeldValueLayout.is(memory, held, HeldValueLayout.TREE);
    }

    private long allocate(long size) {
        long block = allocator.allocate(size);
        bytes += allocator.footprint(block);
        return block;
    }

    private void free(long block) {
        bytes -= allocator.footprint(block);
        allocator.free(block);
    }
}

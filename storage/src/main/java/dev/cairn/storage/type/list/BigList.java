// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.list;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.tree.LeafPath;
import dev.cairn.storage.tree.LeafTree;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.ListpackLayout;
import dev.cairn.storage.type.packed.PackedElement;

/**
 * A big list: a tree whose leaves are listpacks. Where a leaf is full, where it is split, and when neighbours are joined,
 * follows Valkey's rules, so that both have the same pieces. An element too long for a piece has a leaf to itself.
 *
 * <p>The tree's word is the size of pieces that the list was made with. If memory is exhausted, elements are as they were.
 */
final class BigList extends PackedRoom {
    private final Memory memory;
    private final LeafTree tree;
    private final LeafPath path = new LeafPath();
    private final LeafPath beside = new LeafPath();
    private final PackedElement element = new PackedElement();
    private final StoredBytes view = new StoredBytes();
    private long root;

    BigList(Memory memory, LeafTree tree) {
        this.memory = memory;
        this.tree = tree;
    }

    /** Makes an empty list with pieces of this size and returns its root. */
    static long create(LeafTree tree, int size) {
        long root = tree.create();
        tree.word(root, size);
        return root;
    }

    BigList on(long newRoot) {
        root = newRoot;
        return this;
    }

    @Override
    Memory memory() {
        return memory;
    }

    @Override
    long listpack() {
        return tree.leaf(path);
    }

    @Override
    void own() {
        tree.writable(path);
    }

    @Override
    void makeRoom(int bytes) {
        if (bytes <= tree.capacity(path)) {
            tree.writable(path);
            return;
        }
        // A leaf that grows will grow until it is full: with some room to spare it is not copied
        // each time.
        tree.resize(path, (int) ListLimits.room(size(), bytes));
    }

    @Override
    void giveBack(int bytes) {
        try {
            tree.resize(path, bytes);
        } catch (MemoryExhaustedException e) {
            // A leaf may have more room than it needs, but it has to be the list's own.
            tree.writable(path);
        }
    }

    StoredBytes end(boolean head) {
        place(head);
        long listpack = listpack();
        return Listpack.read(
                memory,
                head
                        ? Listpack.first(listpack)
                        : Listpack.previous(memory, Listpack.end(memory, listpack)),
                view);
    }

    void push(ByteSlice text, boolean head) {
        element.set(text);
        if (place(head) != 0 && canTake(path, text.length())) {
            insertInLeaf(
                    head ? ListpackLayout.HEADER_BYTES : Listpack.bytes(memory, listpack()) - 1L);
        } else {
            addLeaf(!head);
        }
    }

    /** Adds a listpack as it is at the tail. */
    void append(ByteSlice blob, long count) {
        tree.last(root, path);
        long leaf = tree.add(root, path, true, blob.length(), count, 0, 0);
        memory.copyIn(blob, leaf);
    }

    /** Adds a listpack that lies in the region at the tail. */
    void append(long listpack, long count) {
        int bytes = Listpack.bytes(memory, listpack);
        tree.last(root, path);
        long leaf = tree.add(root, path, true, bytes, count, 0, 0);
        memory.move(listpack, leaf, bytes);
    }

    /** Removes elements from one end; there are so many. */
    void removeEnds(boolean head, long count) {
        long left = count;
        long gone;
        do {
            gone = tree.removeEnd(root, head, left, path);
            left -= gone;
        } while (gone > 0 && left > 0);
        if (left == 0) {
            return;
        }
        int going = (int) left;
        if (head) {
            remove(ListpackLayout.HEADER_BYTES, offsetOf(going), going);
        } else {
            int here = (int) tree.count(path);
            remove(offsetOf(here - going), Listpack.bytes(memory, listpack()) - 1L, going);
        }
        tree.addCount(path, -going);
    }

    void set(long index, ByteSlice text) {
        element.set(text);
        tree.seek(root, index, path);
        int number = (int) path.offset();
        boolean large = isLarge(text.length());
        if (isPlain(path) == large) {
            replace(offsetOf(number), element);
        } else if (large) {
            setLarge(index, number);
        } else {
            // The short one goes to where it would be inserted, and the long one's leaf goes.
            if (next() && canTake(beside, text.length())) {
                tree.next(path);
                insertInLeaf(ListpackLayout.HEADER_BYTES);
            } else {
                addLeaf(true);
            }
            tree.seek(root, index, path);
            tree.remove(path);
        }
    }

    /** Adds an element before or after the first one that equals another; false if there is no such element. */
    boolean insert(PackedElement pivot, ByteSlice text, boolean before) {
        long passed = 0;
        for (long leaf = tree.first(root, path); leaf != 0; leaf = tree.next(path)) {
            long found = Listpack.find(memory, leaf, pivot, 1);
            if (found != 0) {
                element.set(text);
                insertBeside(passed, found, before);
                return true;
            }
            passed += tree.count(path);
        }
        return false;
    }

    long removeEqual(PackedElement wanted, long most, boolean fromHead) {
        long passed = 0;
        long removed = 0;
        while (removed < most
                && tree.seek(root, fromHead ? passed : tree.count(root) - 1 - passed, path) != 0) {
            int here = removeHere(wanted, most - removed, fromHead);
            removed += here;
            if (here > 0) {
                tree.addCount(path, -here);
            }
            passed += tree.count(path);
            if (tree.count(path) == 0) {
                tree.remove(path);
            }
        }
        return removed;
    }

    /** The only listpack, if the list is one that could be a small list; else 0. */
    long only() {
        long single = single();
        return single != 0 && !isPlain(path) ? single : 0;
    }

    /** The listpack of the list's only leaf, whatever it holds; 0 where there is none or several. */
    long single() {
        return tree.leaves(root) == 1 && tree.first(root, path) != 0 ? listpack() : 0;
    }

    private long place(boolean head) {
        return head ? tree.first(root, path) : tree.last(root, path);
    }

    private void insertInLeaf(long offset) {
        insert(offset, element);
        tree.addCount(path, 1);
    }

    /** Adds a leaf of one element beside the one at which the path stands, which is then at the new one. */
    private void addLeaf(boolean after) {
        int inserted = Math.toIntExact(element.bytes());
        int bytes = Math.addExact(ListpackLayout.EMPTY_BYTES, inserted);
        long leaf = tree.add(root, path, after, bytes, 1, 0, 0);
        Listpack.create(memory, leaf);
        Listpack.splice(memory, leaf, Listpack.first(leaf), 0, inserted, 1);
        element.write(memory, Listpack.first(leaf));
    }

    private void insertBeside(long leafStart, long found, boolean before) {
        int textLength = element.text().length();
        long listpack = listpack();
        boolean atEdge =
                before
                        ? found == Listpack.first(listpack)
                        : Listpack.next(memory, found) == Listpack.end(memory, listpack);
        if (canTake(path, textLength)) {
            insertInLeaf((before ? found : Listpack.next(memory, found)) - listpack);
        } else if (atEdge) {
            insertAtEdge(before);
        } else {
            long offset = (before ? found : Listpack.next(memory, found)) - listpack;
            split(offset);
            if (isLarge(textLength)) {
                addLeaf(true);
            } else if (before) {
                insertInLeaf(Listpack.bytes(memory, listpack()) - 1L);
                mergeAround(leafStart + tree.count(path));
            } else {
                tree.next(path);
                insertInLeaf(ListpackLayout.HEADER_BYTES);
                mergeAround(leafStart);
            }
        }
    }

    /** Adds the element beyond the first or the last of a leaf that is full: to the neighbour, or to a leaf of its own. */
    private void insertAtEdge(boolean before) {
        int textLength = element.text().length();
        boolean neighbour = before ? previous() : next();
        if (!neighbour || !canTake(beside, textLength)) {
            addLeaf(!before);
        } else if (before) {
            tree.previous(path);
            insertInLeaf(Listpack.bytes(memory, listpack()) - 1L);
        } else {
            tree.next(path);
            insertInLeaf(ListpackLayout.HEADER_BYTES);
        }
    }

    /** Puts an element that needs a leaf of its own in place of one among others. */
    private void setLarge(long index, int number) {
        long leafStart = index - number;
        int count = (int) tree.count(path);
        if (number < count - 1) {
            split(offsetOf(number + 1));
        }
        addLeaf(true);
        tree.seek(root, index, path);
        if (number == 0) {
            tree.remove(path);
            return;
        }
        remove(offsetOf(number), Listpack.bytes(memory, listpack()) - 1L, 1);
        tree.addCount(path, -1);
        mergeAround(leafStart + number);
    }

    /** Splits the leaf before an element; the path stays at the first part. */
    private void split(long offset) {
        own();
        long listpack = listpack();
        int bytes = Listpack.bytes(memory, listpack);
        int kept = countUpTo(listpack, offset);
        int moved = (int) tree.count(path) - kept;
        int tail = (int) (bytes - offset);
        long leaf = tree.add(root, path, true, ListpackLayout.HEADER_BYTES + tail, moved, 0, 0);
        Listpack.create(memory, leaf);
        Listpack.splice(memory, leaf, Listpack.first(leaf), 0, tail - 1, moved);
        memory.move(listpack + offset, Listpack.first(leaf), tail);
        tree.previous(path);
        remove(offset, bytes - 1L, moved);
        tree.addCount(path, -moved);
    }

    private int countUpTo(long listpack, long offset) {
        int count = 0;
        for (long at = Listpack.first(listpack);
                at < listpack + offset;
                at = Listpack.next(memory, at)) {
            count++;
        }
        return count;
    }

    /** Joins leaves around the one that has the element with this number, where they fit into one; in Valkey's order. */
    private void mergeAround(long number) {
        tree.seek(root, number, path);
        if (tree.previous(path) != 0) {
            long two = tree.previous(path);
            if (two != 0) {
                mergeNext();
            }
        }
        tree.seek(root, number, path);
        if (tree.next(path) != 0) {
            mergeNext();
        }
        tree.seek(root, number, path);
        if (tree.previous(path) != 0) {
            mergeNext();
        }
        tree.seek(root, number, path);
        mergeNext();
    }

    /** Takes the next leaf's elements into the leaf at the path, if both fit. */
    private void mergeNext() {
        if (!next() || isPlain(path) || isPlain(beside)) {
            return;
        }
        int count = (int) tree.count(beside);
        int bytes = Listpack.bytes(memory, tree.leaf(beside)) - ListpackLayout.EMPTY_BYTES;
        int old = Listpack.bytes(memory, listpack());
        if (ListLimits.exceeds(size(), (long) old + bytes, tree.count(path) + count)) {
            return;
        }
        long from = Listpack.first(tree.leaf(beside));
        try {
            makeRoom(old + bytes);
        } catch (MemoryExhaustedException e) {
            // They can be joined some other time.
            return;
        }
        long listpack = listpack();
        long end = Listpack.end(memory, listpack);
        Listpack.splice(memory, listpack, end, 0, bytes, count);
        memory.move(from, end, bytes);
        tree.addCount(path, count);
        tree.next(path);
        tree.remove(path);
    }

    /** Lets the other path stand at the next leaf. */
    private boolean next() {
        return tree.next(beside.set(path)) != 0;
    }

    private boolean previous() {
        return tree.previous(beside.set(path)) != 0;
    }

    /** Whether the leaf is there for one long element alone. */
    private boolean isPlain(LeafPath at) {
        return tree.count(at) == 1
                && isLarge(Listpack.read(memory, Listpack.first(tree.leaf(at)), view).length());
    }

    private boolean isLarge(int textLength) {
        return ListLimits.isLarge(size(), textLength);
    }

    private boolean canTake(LeafPath at, int textLength) {
        return !isPlain(at)
                && ListLimits.canTake(
                        size(), Listpack.bytes(memory, tree.leaf(at)), tree.count(at), textLength);
    }

    private int size() {
        return (int) tree.word(root);
    }
}

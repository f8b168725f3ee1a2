// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;

/**
 * The members of sorted sets in their order, by score and then by name: which stands where, and how many stand before it.
 *
 * <p>A counted B+ tree of references to the members' elements, whose value is the score; a member costs about five
 * bytes here. Inner nodes hold scores alone, and where scores are equal the first element below tells, so nothing but
 * one leaf needs to know where an element lies. A node that is full shares with a neighbour or is split on the way
 * down, so that running out of memory leaves the tree whole; one that is nearly empty is merged with a neighbour.
 *
 * <p>One object serves all trees of a keyspace; a tree is the address of its handle: eight bytes, the top node's
 * address, 0 for an empty tree.
 */
public final class ScoreTree {
    /** With eight children and more in each inner node, four billion elements stay below. */
    static final int MOST_LEVELS = 16;

    private static final int FIRST_ROOM = 6;

    private final Memory memory;
    private final Allocator allocator;
    private final int shift;
    private final ScoreBalance balance;
    private final ScoreBounds bounds;
    private final long[] path = new long[MOST_LEVELS];
    private final int[] places = new int[MOST_LEVELS];
    private int indexInLeaf;

    // Where an element goes that is taken out elsewhere.
    private final long[] pathThere = new long[MOST_LEVELS];
    private final int[] placesThere = new int[MOST_LEVELS];
    private long bytes;

    // What is being looked for.
    private double soughtScore;
    private long soughtName;
    private int soughtLength;

    // Where the elements stand that were shown last.
    private long shownLeaf;
    private int shownFrom;

    /**
     * @param shift how far references are shifted left to become addresses
     */
    public ScoreTree(Memory memory, Allocator allocator, int shift) {
        this.memory = memory;
        this.allocator = allocator;
        this.shift = shift;
        this.balance = new ScoreBalance(this, memory);
        this.bounds = new ScoreBounds(this, memory);
    }

    /** Bytes of the nodes of all trees. */
    public long bytes() {
        return bytes;
    }

    /** The score of a member's element. */
    public double score(long element) {
        return Double.longBitsToDouble(memory.getLong(EntryLayout.inlineAddress(memory, element)));
    }

    /** How many elements there are. */
    public long count(long handle) {
        long top = memory.getLong(handle);
        return top == 0 ? 0 : ScoreNode.elements(memory, top, 0, ScoreNode.count(memory, top));
    }

    /** Puts an element into its place. */
    public void insert(long handle, long element) {
        seek(element, score(element));
        insertSought(handle, prepare(handle), element);
    }

    /** Takes an element out. */
    public void remove(long handle, long element) {
        seek(element, score(element));
        removeSought(handle, element);
    }

    /** Gives an element another score, and the place that goes with it; if memory is exhausted nothing has changed. */
    public void rescore(long handle, long element, double score) {
        seek(element, score(element));
        long from = descend(memory.getLong(handle));
        int index = ScoreNode.indexOf(memory, from, element >>> shift);
        if (staysBetween(from, index, score)) {
            write(element, score);
            return;
        }
        seek(element, score);
        long to = prepare(handle);
        long top = memory.getLong(handle);
        int levels = ScoreNode.level(memory, top);
        System.arraycopy(path, 0, pathThere, 0, levels);
        System.arraycopy(places, 0, placesThere, 0, levels);
        seek(element, score(element));
        from = descend(top);
        index = ScoreNode.indexOf(memory, from, element >>> shift);
        ScoreNode.closeGap(memory, from, index, 1);
        write(element, score);
        seek(element, score);
        // Where there is room: once it has been taken out, what is sought might also belong to a
        // neighbour that is full.
        put(to, element);
        if (from != to) {
            countAlong(top, path, places, -1);
            countAlong(top, pathThere, placesThere, 1);
            balance.shrink(handle, from, path, places);
        }
    }

    /** How many elements stand before this one. */
    public long rank(long handle, long element) {
        seek(element, score(element));
        long node = memory.getLong(handle);
        long before = 0;
        while (ScoreNode.level(memory, node) > 0) {
            int index = place(node);
            before += ScoreNode.elements(memory, node, 0, index);
            node = child(node, index);
        }
        return before + ScoreNode.indexOf(memory, node, element >>> shift);
    }

    /** The element that this many stand before, or 0. */
    public long at(long handle, long rank) {
        if (rank < 0 || rank >= count(handle)) {
            return 0;
        }
        long leaf = descend(memory.getLong(handle), rank);
        return element(leaf, indexInLeaf);
    }

    /** Shows the elements from a rank on that stand in one leaf, as far as there is room for them; returns how many. */
    public int show(long handle, long rank, long[] shown, int room) {
        long leaf = descend(memory.getLong(handle), rank);
        int some = Math.min(room, ScoreNode.count(memory, leaf) - indexInLeaf);
        shownLeaf = leaf;
        shownFrom = indexInLeaf;
        for (int i = 0; i < some; i++) {
            shown[i] = element(leaf, indexInLeaf + i);
        }
        return some;
    }

    /** One of the elements that were shown last, and nothing has changed since, lies elsewhere now. */
    public void moved(int index, long element) {
        putElement(shownLeaf, shownFrom + index, element);
    }

    /** Takes out some elements from a rank on that {@link #show} has shown together. */
    public void removeShown(long handle, long rank, int some) {
        long top = memory.getLong(handle);
        long leaf = descend(top, rank);
        ScoreNode.closeGap(memory, leaf, indexInLeaf, some);
        countAlong(top, path, places, -some);
        balance.shrink(handle, leaf, path, places);
    }

    /**
     * Moves the leaf that has this rank, and the nodes above it, out of sparse slabs, and merges it with a neighbour if
     * both have few elements; returns the rank to go on from, 0 at the end.
     */
    public long compact(long handle, long rank) {
        if (rank >= count(handle)) {
            return 0;
        }
        long node = allocator.compact(memory.getLong(handle));
        memory.putLong(handle, node);
        long left = rank;
        int depth = 0;
        while (ScoreNode.level(memory, node) > 0) {
            int index = ScoreNode.holding(memory, node, left);
            left -= ScoreNode.elements(memory, node, 0, index);
            path[depth] = node;
            places[depth++] = index;
            long child = allocator.compact(child(node, index));
            ScoreNode.putReference(memory, node, index, child >>> shift);
            node = child;
        }
        long next = rank - left + ScoreNode.count(memory, node);
        if (depth > 0 && balance.merge(path[depth - 1], places[depth - 1])) {
            balance.lowerTop(handle);
        }
        return next < count(handle) ? next : 0;
    }

    /** How many elements have a score below this one, or not above it if {@code inclusive}. */
    public long below(long handle, double score, boolean inclusive) {
        return bounds.below(memory.getLong(handle), score, inclusive);
    }

    /** How many elements have a name before this one, or not behind it if {@code inclusive}; all scores are alike. */
    public long below(long handle, ByteSlice name, boolean inclusive) {
        return bounds.below(memory.getLong(handle), name, inclusive);
    }

    /** What makes one tree of many elements at once. */
    public ScoreTreeBuilder builder() {
        return new ScoreTreeBuilder(this, memory, allocator);
    }

    /** A new walker over trees. */
    public ScoreCursor cursor() {
        return new ScoreCursor(this, memory);
    }

    /** Frees a leaf of a tree that is not needed any more; returns whether there is more. */
    public boolean drain(long handle) {
        long node = memory.getLong(handle);
        if (node == 0) {
            return false;
        }
        int depth = 0;
        while (ScoreNode.level(memory, node) > 0) {
            path[depth] = node;
            places[depth++] = 0;
            node = child(node, 0);
        }
        balance.removeEmpty(handle, node, depth, path, places);
        return memory.getLong(handle) != 0;
    }

    // For the cursor and for balancing

    long top(long handle) {
        return memory.getLong(handle);
    }

    long child(long node, int index) {
        return ScoreNode.reference(memory, node, index) << shift;
    }

    long element(long leaf, int index) {
        return ScoreNode.reference(memory, leaf, index) << shift;
    }

    void putElement(long leaf, int index, long element) {
        ScoreNode.putReference(memory, leaf, index, element >>> shift);
    }

    /** A lower bound of the scores below one of the node's records. */
    double lowest(long node, int index) {
        return ScoreNode.level(memory, node) == 0
                ? score(element(node, index))
                : ScoreNode.score(memory, node, index);
    }

    void putChild(long node, int index, double lowest, long child, long below) {
        ScoreNode.putScore(memory, node, index, lowest);
        ScoreNode.putReference(memory, node, index, child >>> shift);
        ScoreNode.putBelow(memory, node, index, below);
    }

    long allocate(int level, int room) {
        long node = allocator.allocate(ScoreNode.bytes(level, room));
        bytes += allocator.footprint(node);
        ScoreNode.init(memory, node, level, room);
        return node;
    }

    void free(long node) {
        bytes -= allocator.footprint(node);
        allocator.free(node);
    }

    // Finding

    private void seek(long element, double score) {
        soughtScore = score;
        soughtName = EntryLayout.keyAddress(memory, element);
        soughtLength = EntryLayout.keyLength(memory, element);
    }

    /** The leaf where what is sought stands; {@link #path} and {@link #places} lead there. */
    private long descend(long top) {
        long node = top;
        for (int depth = 0; ScoreNode.level(memory, node) > 0; depth++) {
            int index = place(node);
            path[depth] = node;
            places[depth] = index;
            node = child(node, index);
        }
        return node;
    }

    /** The leaf that has this rank, at {@link #indexInLeaf}; {@link #path} and {@link #places} lead there. */
    private long descend(long top, long rank) {
        long node = top;
        long left = rank;
        for (int depth = 0; ScoreNode.level(memory, node) > 0; depth++) {
            int index = ScoreNode.holding(memory, node, left);
            left -= ScoreNode.elements(memory, node, 0, index);
            path[depth] = node;
            places[depth] = index;
            node = child(node, index);
        }
        indexInLeaf = (int) left;
        return node;
    }

    /** As {@link #descend(long)}, and whatever is full on the way gets room; this alone may run out of memory. */
    private long prepare(long handle) {
        long node = roomyTop(handle);
        boolean first = true;
        boolean last = true;
        int depth = 0;
        while (ScoreNode.level(memory, node) > 0) {
            int index = place(node);
            long child = child(node, index);
            if (isFull(child)) {
                first &= index == 0;
                last &= index == ScoreNode.count(memory, node) - 1;
                balance.makeRoom(node, index, first, last);
                index = place(node);
                child = child(node, index);
            }
            first &= index == 0;
            last &= index == ScoreNode.count(memory, node) - 1;
            path[depth] = node;
            places[depth++] = index;
            node = child;
        }
        return node;
    }

    private boolean isFull(long node) {
        return ScoreNode.count(memory, node) == ScoreNode.room(memory, node);
    }

    /** The child that what is sought belongs to. */
    private int place(long node) {
        int low = 1;
        int high = ScoreNode.count(memory, node);
        while (low < high) {
            int middle = (low + high) >>> 1;
            double score = ScoreNode.score(memory, node, middle);
            boolean above =
                    score == soughtScore
                            ? compare(firstElement(child(node, middle))) > 0
                            : score > soughtScore;
            if (above) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    /** Whether an element would keep its place with another score; the ends of a leaf are not looked beyond. */
    private boolean staysBetween(long leaf, int index, double score) {
        int count = ScoreNode.count(memory, leaf);
        return index > 0
                && index < count - 1
                && score(element(leaf, index - 1)) < score
                && score < score(element(leaf, index + 1));
    }

    long firstElement(long node) {
        long first = node;
        while (ScoreNode.level(memory, first) > 0) {
            first = child(first, 0);
        }
        return element(first, 0);
    }

    /** Compares an element with what is sought. */
    private int compare(long element) {
        double score = score(element);
        if (score != soughtScore) {
            return score < soughtScore ? -1 : 1;
        }
        return NameOrder.compare(
                memory,
                EntryLayout.keyAddress(memory, element),
                EntryLayout.keyLength(memory, element),
                soughtName,
                soughtLength);
    }

    private void write(long element, double score) {
        memory.putLong(
                EntryLayout.inlineAddress(memory, element), Double.doubleToRawLongBits(score));
    }

    // Changing

    /** Puts an element into the leaf that was prepared for it. */
    private void insertSought(long handle, long leaf, long element) {
        put(leaf, element);
        countAlong(memory.getLong(handle), path, places, 1);
    }

    private void put(long leaf, long element) {
        int low = 0;
        int high = ScoreNode.count(memory, leaf);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(element(leaf, middle)) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        ScoreNode.openGap(memory, leaf, low, 1);
        ScoreNode.putReference(memory, leaf, low, element >>> shift);
    }

    private void countAlong(long top, long[] nodes, int[] indexes, int more) {
        int levels = ScoreNode.level(memory, top);
        for (int depth = 0; depth < levels; depth++) {
            ScoreNode.addBelow(memory, nodes[depth], indexes[depth], more);
        }
    }

    private void removeSought(long handle, long element) {
        long top = memory.getLong(handle);
        long leaf = descend(top);
        int index = ScoreNode.indexOf(memory, leaf, element >>> shift);
        ScoreNode.closeGap(memory, leaf, index, 1);
        countAlong(top, path, places, -1);
        balance.shrink(handle, leaf, path, places);
    }

    /** The top node, with room for one more. */
    private long roomyTop(long handle) {
        long top = memory.getLong(handle);
        if (top == 0) {
            top = allocate(0, FIRST_ROOM);
        } else if (!isFull(top)) {
            return top;
        } else if (ScoreNode.room(memory, top) < ScoreNode.LEAF_ROOM
                && ScoreNode.level(memory, top) == 0) {
            top = enlarge(top);
        } else {
            long above = allocate(ScoreNode.level(memory, top) + 1, ScoreNode.INNER_ROOM);
            putChild(above, 0, Double.NEGATIVE_INFINITY, top, count(handle));
            ScoreNode.putCount(memory, above, 1);
            top = above;
        }
        memory.putLong(handle, top);
        return top;
    }

    /** Alone, a leaf is no larger than it needs to be. */
    private long enlarge(long leaf) {
        int count = ScoreNode.count(memory, leaf);
        long larger = allocate(0, Math.min(ScoreNode.LEAF_ROOM, 2 * count + 2));
        ScoreNode.copy(memory, leaf, 0, larger, 0, count);
        ScoreNode.putCount(memory, larger, count);
        free(leaf);
        return larger;
    }
}

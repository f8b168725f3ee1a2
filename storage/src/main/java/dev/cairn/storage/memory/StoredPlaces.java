// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

/** Where stored strings lie, or what number they are: an array of views that is no array of objects, and not on the Java heap. */
public final class StoredPlaces implements AutoCloseable {
    private static final int NUMBER = -1;
    private static final int NOTHING = -2;

    private final Memory memory;
    private final StoredBytes left = new StoredBytes();
    private final StoredBytes right = new StoredBytes();
    private final ScratchLongs places;
    private final ScratchLongs lengths;
    private final ScratchLongs heads;

    // Written so that the compiler cannot leave out the reads that fetching is.
    @SuppressWarnings("UnusedVariable")
    private long touched;

    public StoredPlaces(Memory memory, Allocator allocator) {
        this.memory = memory;
        this.places = new ScratchLongs(memory, allocator);
        this.lengths = new ScratchLongs(memory, allocator);
        this.heads = new ScratchLongs(memory, allocator);
    }

    public long count() {
        return places.count();
    }

    /** Notes a string, or with null that there is none; good as long as nothing changes. */
    public void add(StoredBytes string) {
        if (string == null) {
            lengths.add(NOTHING);
            places.add(0);
        } else if (string.isInteger()) {
            lengths.add(NUMBER);
            places.add(string.integer());
        } else {
            lengths.add(string.length());
            places.add(string.address());
        }
    }

    /** Lets a view show one that is there. */
    public StoredBytes show(long index, StoredBytes view) {
        int length = (int) lengths.get(index);
        return length == NUMBER
                ? view.setInteger(places.get(index))
                : view.set(memory, places.get(index), length);
    }

    /** Reads the first byte of some that follow each other, in a loop that does nothing else: so the waits for memory overlap. */
    public void fetch(long from, int some) {
        long sum = 0;
        for (long i = from; i < Math.min(from + some, count()); i++) {
            if (lengths.get(i) > 0) {
                sum += memory.getByte(places.get(i));
            }
        }
        touched += sum;
    }

    /**
     * Reads the eight bytes of each that stand behind what all begin with: few comparisons need more than these, which stand
     * together. To be called when all have been added.
     */
    public void readHeads() {
        int shared = sharedLength();
        for (long i = 0; i < count(); i++) {
            long head = 0;
            if (lengths.get(i) != NOTHING) {
                show(i, left);
                for (int at = shared; at < shared + Long.BYTES; at++) {
                    head = head << Byte.SIZE | (at < left.length() ? left.at(at) & 0xff : 0);
                }
            }
            heads.add(head);
        }
    }

    /** How many bytes all begin with that are there. */
    private int sharedLength() {
        int shared = -1;
        for (long i = 0; i < count() && shared != 0; i++) {
            if (lengths.get(i) == NOTHING) {
                continue;
            }
            show(i, right);
            if (shared < 0) {
                show(i, left);
                shared = left.length();
            }
            shared = Math.min(shared, right.length());
            int same = 0;
            while (same < shared && left.at(same) == right.at(same)) {
                same++;
            }
            shared = same;
        }
        return Math.max(0, shared);
    }

    /** Orders two by their bytes; what is not there comes first. */
    public int compare(long one, long other) {
        if (heads.count() != 0) {
            int order = Long.compareUnsigned(heads.get(one), heads.get(other));
            if (order != 0) {
                return order;
            }
        }
        return compareWhole(one, other);
    }

    private int compareWhole(long one, long other) {
        boolean oneThere = lengths.get(one) != NOTHING;
        boolean otherThere = lengths.get(other) != NOTHING;
        if (!oneThere || !otherThere) {
            return Boolean.compare(oneThere, otherThere);
        }
        show(one, left);
        show(other, right);
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            int order = Byte.compareUnsigned(left.at(i), right.at(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    @Override
    public void close() {
        places.close();
        lengths.close();
        heads.close();
    }
}

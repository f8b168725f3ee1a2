// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic.sort;

import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;

import java.util.Arrays;

/** Where stored strings lie, or what number they are: an array of views that is no array of objects. */
final class StoredPlaces {
    private static final int NUMBER = -1;
    private static final int NOTHING = -2;
    private static final int FIRST_CAPACITY = 64;

    private final Memory memory;
    private final StoredBytes left = new StoredBytes();
    private final StoredBytes right = new StoredBytes();
    private long[] places = new long[FIRST_CAPACITY];
    private int[] lengths = new int[FIRST_CAPACITY];
    private int count;

    StoredPlaces(Memory memory) {
        this.memory = memory;
    }

    int count() {
        return count;
    }

    /** Notes a string, or with null that there is none; good as long as nothing changes. */
    void add(StoredBytes string) {
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        if (string == null) {
            lengths[count] = NOTHING;
        } else if (string.isInteger()) {
            lengths[count] = NUMBER;
            places[count] = string.integer();
        } else {
            lengths[count] = string.length();
            places[count] = string.address();
        }
        count++;
    }

    /** Lets a view show one that is there. */
    StoredBytes show(int index, StoredBytes view) {
        return lengths[index] == NUMBER
                ? view.setInteger(places[index])
                : view.set(memory, places[index], lengths[index]);
    }

    /** Orders two by their bytes; what is not there comes first. */
    int compare(int one, int other) {
        boolean oneThere = lengths[one] != NOTHING;
        boolean otherThere = lengths[other] != NOTHING;
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
}

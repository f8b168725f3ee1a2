// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic.sort;

import dev.cairn.server.command.CommandContext;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.ScratchLongs;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.memory.StoredPlaces;
import dev.cairn.storage.number.DoubleParser;

/**
 * The elements that are sorted, and what they are sorted by: where they lie, their weights and their order, 40 to 56 bytes an
 * element, all of it off the Java heap in memory that counts against the limit of data while the command runs.
 */
final class SortVector implements AutoCloseable {
    /** From so many elements on, numbers are sorted by their bytes. */
    private static final int MANY = 512;

    private final CommandContext context;
    private final SortArguments arguments;
    private final StoredPlaces elements;
    private final StoredPlaces weights;
    private final ByteSlice number = new ByteSlice();
    private final ScratchLongs keys;
    private final ScratchLongs order;
    private byte[] text = new byte[64];
    private boolean unscored;

    SortVector(CommandContext context, SortArguments arguments) {
        this.context = context;
        this.arguments = arguments;
        this.elements =
                new StoredPlaces(context.keyspace().memory(), context.keyspace().allocator());
        this.weights =
                new StoredPlaces(context.keyspace().memory(), context.keyspace().allocator());
        this.keys = context.keyspace().scratchLongs();
        this.order = context.keyspace().scratchLongs();
    }

    /** Adds an element, and finds what it is sorted by. */
    void add(StoredBytes element) {
        StoredBytes weight =
                arguments.by() == null ? element : arguments.by().find(context, element);
        if (!arguments.isAlphabetic()) {
            keys.add(key(weight == null ? 0 : score(weight)));
        } else if (arguments.by() != null) {
            weights.add(weight);
        }
        elements.add(element);
    }

    /** Whether something that is to be a number is none. */
    boolean isUnscored() {
        return unscored;
    }

    /** Lets a view show the element at a place of the order. */
    StoredBytes show(long place, StoredBytes view) {
        return elements.show(order.get(place), view);
    }

    /** Brings the elements into the order that is asked for. */
    void sort() {
        for (long i = 0; i < elements.count(); i++) {
            order.add(i);
        }
        if (arguments.isAlphabetic()) {
            (arguments.by() == null ? elements : weights).readHeads();
        }
        if (!arguments.isAlphabetic() && order.count() >= MANY) {
            order.sortBy(keys, this::compareElements);
        } else {
            order.sort(this::compare);
        }
    }

    /** Equals are told apart by the elements themselves, so that nothing depends on the order in which they lie. */
    private int compare(long one, long other) {
        int difference = 0;
        if (!arguments.isAlphabetic()) {
            difference = Long.compareUnsigned(keys.get(one), keys.get(other));
        } else if (arguments.by() != null) {
            difference = weights.compare(one, other);
            difference = arguments.isDescending() ? -difference : difference;
        }
        return difference == 0 ? compareElements(one, other) : difference;
    }

    private int compareElements(long one, long other) {
        int difference = elements.compare(one, other);
        return arguments.isDescending() ? -difference : difference;
    }

    /** A number whose unsigned order is the one that is asked for. Zero and negative zero are equal, other than in Java's own order. */
    private long key(double score) {
        long bits = Double.doubleToRawLongBits(score + 0.0);
        long rising = bits ^ (bits >> 63 | Long.MIN_VALUE);
        return arguments.isDescending() ? ~rising : rising;
    }

    @Override
    public void close() {
        elements.close();
        weights.close();
        keys.close();
        order.close();
    }

    private double score(StoredBytes weight) {
        if (weight.isInteger()) {
            return weight.integer();
        }
        int length = weight.length();
        if (text.length < length) {
            text = new byte[length];
        }
        weight.copyTo(text, 0);
        number.set(text, 0, length);
        double score = DoubleParser.parse(number.array(), 0, length);
        unscored |= Double.isNaN(score);
        return score;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic.sort;

import dev.cairn.server.command.CommandContext;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.number.DoubleParser;

import java.util.Arrays;

/** The elements that are sorted, and what they are sorted by. */
final class SortVector {
    private final CommandContext context;
    private final SortArguments arguments;
    private final StoredPlaces elements;
    private final StoredPlaces weights;
    private final ByteSlice number = new ByteSlice();
    private double[] scores = new double[64];
    private byte[] text = new byte[64];
    private boolean unscored;

    SortVector(CommandContext context, SortArguments arguments) {
        this.context = context;
        this.arguments = arguments;
        this.elements = new StoredPlaces(context.keyspace().memory());
        this.weights = new StoredPlaces(context.keyspace().memory());
    }

    /** Adds an element, and finds what it is sorted by. */
    void add(StoredBytes element) {
        StoredBytes weight =
                arguments.by() == null ? element : arguments.by().find(context, element);
        if (!arguments.isAlphabetic()) {
            if (elements.count() == scores.length) {
                scores = Arrays.copyOf(scores, 2 * scores.length);
            }
            scores[elements.count()] = weight == null ? 0 : score(weight);
        } else if (arguments.by() != null) {
            weights.add(weight);
        }
        elements.add(element);
    }

    /** Whether something that is to be a number is none. */
    boolean isUnscored() {
        return unscored;
    }

    /** Lets a view show an element. */
    StoredBytes show(int index, StoredBytes view) {
        return elements.show(index, view);
    }

    /** The elements' indexes in the order that is asked for. */
    int[] sorted() {
        int count = elements.count();
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        int[] merged = new int[count];
        for (int width = 1; width > 0 && width < count; width *= 2) {
            for (int from = 0; from < count; from += 2 * width) {
                int middle = Math.min(from + width, count);
                merge(order, merged, from, middle, Math.min(middle + width, count));
                if (from > count - 2 * width) {
                    break;
                }
            }
            int[] swapped = order;
            order = merged;
            merged = swapped;
        }
        return order;
    }

    private void merge(int[] order, int[] merged, int from, int middle, int to) {
        int one = from;
        int other = middle;
        for (int i = from; i < to; i++) {
            boolean first = other == to || (one < middle && compare(order[one], order[other]) <= 0);
            merged[i] = first ? order[one++] : order[other++];
        }
    }

    /** Equals are told apart by the elements themselves, so that nothing depends on the order in which they lie. */
    private int compare(int one, int other) {
        int order = 0;
        if (!arguments.isAlphabetic()) {
            order = compareScores(scores[one], scores[other]);
        } else if (arguments.by() != null) {
            order = weights.compare(one, other);
        }
        order = order == 0 ? elements.compare(one, other) : order;
        return arguments.isDescending() ? -order : order;
    }

    /** Zero and negative zero are equal, other than in Java's own order. */
    private static int compareScores(double one, double other) {
        return one < other ? -1 : one > other ? 1 : 0;
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

// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.zset;

import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.number.DoubleParser;
import dev.cairn.storage.number.DoubleText;
import dev.cairn.storage.tree.NameOrder;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.PackedElement;

/**
 * Sorted sets that are listpacks: members and scores by turns, in order. A score is an integer where it is whole, else its
 * text, so a negative zero becomes zero, as in Valkey. One per database.
 */
final class PackedScores {
    private static final int PAIR = 2;

    private final Memory memory;
    private final DoubleText doubles = new DoubleText();
    private final byte[] text = new byte[DoubleText.LONGEST];
    private final ByteSlice textSlice = new ByteSlice();
    private final PackedElement scoreElement = new PackedElement();
    private final StoredBytes view = new StoredBytes();
    private byte[] longText = new byte[DoubleText.LONGEST];

    PackedScores(Memory memory) {
        this.memory = memory;
    }

    long listpack(long entry) {
        return EntryLayout.valueAddress(memory, entry);
    }

    long count(long entry) {
        return Listpack.count(memory, listpack(entry)) / PAIR;
    }

    /** The score that stands at this address. */
    double score(long address) {
        Listpack.read(memory, address, view);
        if (view.isInteger()) {
            return view.integer();
        }
        if (view.length() > longText.length) {
            longText = new byte[view.length()];
        }
        view.copyTo(longText, 0);
        return DoubleParser.parse(longText, 0, view.length());
    }

    /** The score as an element to be written; good until the next call. */
    PackedElement element(double score) {
        int length = score == 0 ? doubles.write(0, text, 0) : doubles.write(score, text, 0);
        return scoreElement.set(textSlice.set(text, 0, length));
    }

    /** How many members come before this address. */
    long rankOf(long listpack, long address) {
        long rank = 0;
        for (long at = Listpack.first(listpack); at != address; at = behind(at)) {
            rank++;
        }
        return rank;
    }

    /** Where a member with this score belongs. */
    long place(long listpack, double score, ByteSlice name) {
        long end = Listpack.end(memory, listpack);
        for (long at = Listpack.first(listpack); at < end; at = behind(at)) {
            double other = score(Listpack.next(memory, at));
            if (other > score || (other == score && compareName(at, name) > 0)) {
                return at;
            }
        }
        return end;
    }

    long below(long listpack, double score, boolean inclusive) {
        long before = 0;
        long end = Listpack.end(memory, listpack);
        for (long at = Listpack.first(listpack); at < end; at = behind(at)) {
            double other = score(Listpack.next(memory, at));
            if (other > score || (other == score && !inclusive)) {
                break;
            }
            before++;
        }
        return before;
    }

    long below(long listpack, ByteSlice name, boolean inclusive) {
        long before = 0;
        long end = Listpack.end(memory, listpack);
        for (long at = Listpack.first(listpack); at < end; at = behind(at)) {
            int order = compareName(at, name);
            if (order > 0 || (order == 0 && !inclusive)) {
                break;
            }
            before++;
        }
        return before;
    }

    /** The address behind a member and its score. */
    long behind(long member) {
        return Listpack.next(memory, Listpack.next(memory, member));
    }

    /** The address of the member that this many come before; there may be none any more, but the end. */
    long at(long listpack, long rank) {
        long at = Listpack.first(listpack);
        for (long i = 0; i < rank; i++) {
            at = behind(at);
        }
        return at;
    }

    private int compareName(long address, ByteSlice name) {
        Listpack.read(memory, address, view);
        if (!view.isInteger()) {
            return NameOrder.compare(memory, view.address(), view.length(), name);
        }
        int common = Math.min(view.length(), name.length());
        for (int i = 0; i < common; i++) {
            int difference = (view.at(i) & 0xff) - (name.at(i) & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(view.length(), name.length());
    }
}

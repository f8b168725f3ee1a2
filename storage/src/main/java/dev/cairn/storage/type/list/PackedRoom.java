// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.list;

import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.ListpackLayout;
import dev.cairn.storage.type.packed.PackedElement;

/**
 * A listpack that is changed where it lies: the whole of a small list, or one leaf of a big one. Places within it are offsets,
 * for the listpack itself may move whenever its length changes.
 *
 * <p>If memory is exhausted, nothing has changed.
 */
abstract class PackedRoom {
    /** Where the listpack is now; it may be written to. */
    abstract long listpack();

    /** Sees to it that the listpack may be written to where it is. */
    void own() {}

    /** Makes the room long enough for so many bytes, which are more than now; the listpack may have moved. */
    abstract void makeRoom(int bytes);

    /** Gives back room beyond so many bytes, where that is worth it; the listpack may have moved. */
    abstract void giveBack(int bytes);

    abstract Memory memory();

    /** Puts an element before the one at this offset, or at the end. */
    final void insert(long offset, PackedElement element) {
        int inserted = Math.toIntExact(element.bytes());
        makeRoom(Math.addExact(Listpack.bytes(memory(), listpack()), inserted));
        long listpack = listpack();
        Listpack.splice(memory(), listpack, listpack + offset, 0, inserted, 1);
        element.write(memory(), listpack + offset);
    }

    /** Removes the elements from one offset up to another. */
    final void remove(long offset, long end, int count) {
        own();
        long listpack = listpack();
        Listpack.splice(memory(), listpack, listpack + offset, (int) (end - offset), 0, -count);
        giveBack(Listpack.bytes(memory(), listpack));
    }

    /** Puts an element in place of the one at this offset. */
    final void replace(long offset, PackedElement element) {
        long at = listpack() + offset;
        int removed = (int) (Listpack.next(memory(), at) - at);
        int inserted = Math.toIntExact(element.bytes());
        int bytes = Math.addExact(Listpack.bytes(memory(), listpack()), inserted - removed);
        if (inserted > removed) {
            makeRoom(bytes);
        } else {
            own();
        }
        long listpack = listpack();
        Listpack.splice(memory(), listpack, listpack + offset, removed, inserted, 0);
        element.write(memory(), listpack + offset);
        if (inserted < removed) {
            giveBack(bytes);
        }
    }

    /**
     * Removes elements that equal a text.
     *
     * @param most how many at most
     * @param fromHead whether to begin at the first element or at the last
     * @return how many went
     */
    final int removeHere(PackedElement wanted, long most, boolean fromHead) {
        long offset =
                fromHead ? ListpackLayout.HEADER_BYTES : Listpack.bytes(memory(), listpack()) - 1L;
        int removed = 0;
        while (removed < most) {
            long listpack = listpack();
            long end = Listpack.bytes(memory(), listpack) - 1L;
            if (offset == (fromHead ? end : ListpackLayout.HEADER_BYTES)) {
                break;
            }
            if (!fromHead) {
                offset = Listpack.previous(memory(), listpack + offset) - listpack;
            }
            long behind = Listpack.next(memory(), listpack + offset) - listpack;
            if (Listpack.equals(memory(), listpack + offset, wanted)) {
                remove(offset, behind, 1);
                removed++;
            } else if (fromHead) {
                offset = behind;
            }
        }
        return removed;
    }

    /** The offset of the element with this index, or of the end. */
    final long offsetOf(int index) {
        long listpack = listpack();
        int count = Listpack.count(memory(), listpack);
        if (index <= count >>> 1) {
            return Listpack.at(memory(), listpack, index) - listpack;
        }
        long at = Listpack.end(memory(), listpack);
        for (int i = count; i > index; i--) {
            at = Listpack.previous(memory(), at);
        }
        return at - listpack;
    }
}

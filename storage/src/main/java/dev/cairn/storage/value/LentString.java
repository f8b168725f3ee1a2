// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.value;

import java.nio.ByteBuffer;

/** A long string that {@link LentStrings} has lent: its bytes do not change before it is given back. */
public final class LentString {
    private final LentStrings lender;
    private final long block;
    private final int length;
    private int borrowers;
    private boolean left;

    LentString(LentStrings lender, long block, int length) {
        this.lender = lender;
        this.block = block;
        this.length = length;
    }

    public int length() {
        return length;
    }

    /** The bytes where they lie, for a socket, which nobody may write to. Whoever uses the view has not given the string back. */
    public ByteBuffer bytes() {
        assert borrowers > 0 : "it has been given back";
        return lender.view(this);
    }

    /** Gives it back; each who has borrowed it does so once. */
    public void giveBack() {
        lender.giveBack(this);
    }

    long block() {
        return block;
    }

    void borrow() {
        borrowers++;
    }

    /** Whether that was the last who had it. */
    boolean returned() {
        assert borrowers > 0 : "given back more often than lent";
        return --borrowers == 0;
    }

    /** The entry does without it from now on. */
    void leave() {
        left = true;
    }

    boolean hasLeft() {
        return left;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hyperloglog;

/** Changes the runs of a sparse HyperLogLog, as Valkey does it, byte for byte. */
final class SparseRuns {
    static final int UNCHANGED = 0;
    static final int CHANGED = 1;
    static final int CORRUPTED = -1;
    static final int TOO_LARGE = -2;

    /** How many runs are looked at after a change for such as can be joined. */
    private static final int JOINED_SCAN = 5;

    private static final int NONE = -1;

    private final byte[] sequence = new byte[5];
    private byte[] bytes;
    private int end;
    private int sequenceLength;

    /** The length after the last change. */
    int end() {
        return end;
    }

    /**
     * Raises a register to a count.
     *
     * @param limit the most bytes that the string may have
     */
    int set(byte[] array, int length, int register, int count, long limit) {
        bytes = array;
        end = length;
        if (count > HllLayout.MOST_SPARSE_COUNT) {
            return TOO_LARGE;
        }
        int at = HllLayout.HEADER_BYTES;
        int previous = NONE;
        int first = 0;
        int run = 0;
        while (at < end) {
            run = runAt(at);
            if (register < first + run) {
                break;
            }
            previous = at;
            at += width(at);
            first += run;
        }
        if (at >= end || at + width(at) > end) {
            return CORRUPTED;
        }
        int code = bytes[at] & 0xff;
        if (HllLayout.isValue(code) && HllLayout.value(code) >= count) {
            return UNCHANGED;
        }
        if (run == 1 && !HllLayout.isLongZero(code)) {
            bytes[at] = HllLayout.valueRun(count, 1);
        } else {
            split(code, first, run, register, count);
            int grows = sequenceLength - width(at);
            if (grows > 0 && end + grows > limit) {
                return TOO_LARGE;
            }
            replace(at, width(at));
        }
        join(previous == NONE ? HllLayout.HEADER_BYTES : previous);
        return CHANGED;
    }

    /** Writes what stands in place of a run when one of its registers gets a value of its own. */
    private void split(int code, int first, int run, int register, int count) {
        int before = register - first;
        int after = first + run - 1 - register;
        sequenceLength = 0;
        addRest(code, before);
        sequence[sequenceLength++] = HllLayout.valueRun(count, 1);
        addRest(code, after);
    }

    private void addRest(int code, int run) {
        if (run == 0) {
            return;
        }
        if (HllLayout.isValue(code)) {
            sequence[sequenceLength++] = HllLayout.valueRun(HllLayout.value(code), run);
        } else if (run > HllLayout.LONGEST_ZERO_RUN) {
            sequence[sequenceLength++] = (byte) (0x40 | ((run - 1) >> 8));
            sequence[sequenceLength++] = (byte) (run - 1);
        } else {
            sequence[sequenceLength++] = (byte) (run - 1);
        }
    }

    private void replace(int at, int oldWidth) {
        int behind = at + oldWidth;
        System.arraycopy(bytes, behind, bytes, at + sequenceLength, end - behind);
        System.arraycopy(sequence, 0, bytes, at, sequenceLength);
        end += sequenceLength - oldWidth;
    }

    /** Joins neighbours of the same value. */
    private void join(int from) {
        int at = from;
        for (int left = JOINED_SCAN; at < end && left > 0; left--) {
            int code = bytes[at] & 0xff;
            if (!HllLayout.isValue(code)) {
                at += width(at);
                continue;
            }
            int next = at + 1 < end ? bytes[at + 1] & 0xff : 0;
            int joined = HllLayout.run(code, 0) + HllLayout.run(next, 0);
            if (HllLayout.isValue(next)
                    && HllLayout.value(code) == HllLayout.value(next)
                    && joined <= HllLayout.LONGEST_VALUE_RUN) {
                bytes[at + 1] = HllLayout.valueRun(HllLayout.value(code), joined);
                System.arraycopy(bytes, at + 1, bytes, at, end - at - 1);
                end--;
            } else {
                at++;
            }
        }
    }

    private int runAt(int at) {
        return HllLayout.run(bytes[at] & 0xff, at + 1 < end ? bytes[at + 1] & 0xff : 0);
    }

    private int width(int at) {
        return HllLayout.isLongZero(bytes[at] & 0xff) ? 2 : 1;
    }
}

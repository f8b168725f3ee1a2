// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Memory;

/**
 * How far a group has come: how many entries it has read, and how many it has not. Both are known only as long as no entry
 * is missing from among those ahead; the rules are Valkey's.
 */
public final class GroupProgress {
    /** What stands for a lag that is not known. */
    public static final long UNKNOWN_LAG = Long.MIN_VALUE;

    private final Memory memory;
    private final StreamId last = new StreamId();
    private final StreamId first = new StreamId();
    private final StreamId deleted = new StreamId();
    private final StreamId reached = new StreamId();

    GroupProgress(Memory memory) {
        this.memory = memory;
    }

    /** Takes note that an entry is delivered, if it is behind the last one that was; returns whether it is. */
    public boolean advance(long stream, long group, long ms, long seq) {
        MemberLayout.last(memory, group, reached);
        if (reached.compare(ms, seq) >= 0) {
            return false;
        }
        StreamLayout.first(memory, stream, first);
        long read = MemberLayout.read(memory, group);
        if (read != StreamGroups.UNKNOWN
                && reached.compare(first) >= 0
                && !hasGapFrom(stream, reached)) {
            MemberLayout.putRead(memory, group, read + 1);
        } else if (StreamLayout.added(memory, stream) != 0) {
            MemberLayout.putRead(memory, group, countUpTo(stream, reached.set(ms, seq)));
        }
        MemberLayout.putLast(memory, group, ms, seq);
        return true;
    }

    /** How many entries wait to be delivered, or {@link #UNKNOWN_LAG}. */
    public long lag(long stream, long group) {
        long added = StreamLayout.added(memory, stream);
        if (added == 0) {
            return 0;
        }
        MemberLayout.last(memory, group, reached);
        long read = MemberLayout.read(memory, group);
        if (read == StreamGroups.UNKNOWN || hasGapFrom(stream, reached)) {
            read = countUpTo(stream, reached);
        }
        return read == StreamGroups.UNKNOWN ? UNKNOWN_LAG : added - read;
    }

    /** Whether XDEL has left a gap at an id or behind it. */
    private boolean hasGapFrom(long stream, StreamId from) {
        StreamLayout.greatestDeleted(memory, stream, deleted);
        return StreamLayout.length(memory, stream) > 0
                && !deleted.isZero()
                && from.compare(deleted) <= 0;
    }

    /** How many entries were added up to an id, where that can be told. */
    long countUpTo(long stream, StreamId id) {
        long added = StreamLayout.added(memory, stream);
        long length = StreamLayout.length(memory, stream);
        StreamLayout.last(memory, stream, last);
        StreamLayout.first(memory, stream, first);
        StreamLayout.greatestDeleted(memory, stream, deleted);
        if (added == 0) {
            return 0;
        }
        if (length == 0 && id.compare(last) <= 0) {
            return added;
        }
        if ((!id.isZero() && id.compare(deleted) < 0) || id.compare(last) > 0) {
            return StreamGroups.UNKNOWN;
        }
        if (id.compare(last) == 0) {
            return added;
        }
        if (deleted.isZero() || deleted.compare(first) < 0) {
            int order = id.compare(first);
            if (order <= 0) {
                return added - length + (order == 0 ? 1 : 0);
            }
        }
        return StreamGroups.UNKNOWN;
    }
}

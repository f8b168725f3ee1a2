// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.tree.LeafTree;

/**
 * What a stream is at one moment: a list of its parts in the order in which files hold them. What is short is copied, what may
 * be long is a tree, which a snapshot holds from then on.
 *
 * <pre>
 *  0           4            8               16
 * +-----------+------------+---------------+----------------------------------------------------+
 * | kind (32) | bytes (32) | number (64)   | a short part's bytes                               |
 * +-----------+------------+---------------+----------------+----------------+------------------+
 *                                          | tree's root    | top node (64)  | levels | dropped |
 *                                          | (64)           |                | (32)   | (32)    |
 *                                          +----------------+----------------+--------+---------+
 *
 * blocks; root, number: groups; then each group, number: pending entries; its pending entries; consumers, the number;
 * then each consumer, number: pending entries; its pending entries; end
 * </pre>
 *
 * <p>Who frees a tree that is held marks it as dropped, and it is freed when the snapshot has passed it.
 */
public final class FrozenStream {
    private static final int KIND = 0;
    private static final int BYTES = 4;
    private static final int NUMBER = 8;
    private static final int CONTENT = 16;
    private static final int TOP = 24;
    private static final int LEVELS = 32;
    private static final int DROPPED = 36;
    private static final int TREE_BYTES = 40;

    /** The first bytes of a member that are told: from the pending tree to its name. */
    private static final int MEMBER_FROM = MemberLayout.LAST;

    private static final int MEMBER_BYTES = MemberLayout.TOLD_BYTES;

    private final Memory memory;
    private final Allocator allocator;
    private final LeafTree tree;
    private final StreamGroups groups;
    private final PendingEntries pending;

    public FrozenStream(Memory memory, Allocator allocator, LeafTree tree, StreamValues values) {
        this.memory = memory;
        this.allocator = allocator;
        this.tree = tree;
        this.groups = values.groups();
        this.pending = values.pending();
    }

    /**
     * Takes a stream up as it is.
     *
     * @param held whether a snapshot holds the trees, which it has to {@link #passed} one by one
     * @return a block of the allocator that is the caller's
     */
    public long freeze(long stream, boolean held) {
        long frozen = allocator.allocate(bytes(stream));
        long at = tree(frozen, StreamPart.BLOCK, StreamLayout.blocks(memory, stream), held);
        int groupCount = groups.count(stream);
        at = content(at, StreamPart.ROOT, groupCount, stream, StreamLayout.BYTES, 0, 0);
        for (int i = 0; i < groupCount; i++) {
            long group = groups.group(stream, i);
            at = member(at, StreamPart.GROUP, group);
            at = tree(at, StreamPart.PENDING, MemberLayout.pending(memory, group), held);
            int consumers = groups.consumers(group);
            at = content(at, StreamPart.CONSUMERS, consumers, 0, 0, 0, 0);
            for (int j = 0; j < consumers; j++) {
                long consumer = groups.consumer(group, j);
                at = member(at, StreamPart.CONSUMER, consumer);
                at = tree(at, StreamPart.OWNED, MemberLayout.pending(memory, consumer), held);
            }
        }
        content(at, StreamPart.END, 0, 0, 0, 0, 0);
        return frozen;
    }

    /** What kind of part stands here: one of {@link StreamPart}. */
    public int kind(long at) {
        return memory.getInt(at + KIND);
    }

    /** The number that goes with a part. */
    public long number(long at) {
        return memory.getLong(at + NUMBER);
    }

    /** The part behind this one. */
    public long next(long at) {
        return at + memory.getInt(at + BYTES);
    }

    /** Whether the part is a tree, whose leaves are to be told. */
    public boolean isTree(long at) {
        int kind = kind(at);
        return kind == StreamPart.BLOCK || kind == StreamPart.PENDING || kind == StreamPart.OWNED;
    }

    public long root(long at) {
        return memory.getLong(at + CONTENT);
    }

    public long top(long at) {
        return memory.getLong(at + TOP);
    }

    public int levels(long at) {
        return memory.getInt(at + LEVELS);
    }

    /** Says that the snapshot has passed a tree that it held. */
    public void passed(long at) {
        long root = root(at);
        tree.release(root);
        if (memory.getInt(at + DROPPED) != 0) {
            tree.free(root);
        }
    }

    /** Where a short part's first bytes stand: what it tells beside its name. */
    public long toldAt(long at) {
        return at + CONTENT;
    }

    public int toldBytes(long at) {
        return isMember(at) ? MEMBER_BYTES : memory.getInt(at + BYTES) - CONTENT;
    }

    /** Where a member's name stands. */
    public long nameAt(long at) {
        return at + CONTENT + toldBytes(at);
    }

    public int nameBytes(long at) {
        return memory.getInt(at + BYTES) - CONTENT - toldBytes(at);
    }

    /** Frees a tree, or leaves it to the snapshot that holds it. */
    static void free(Memory memory, LeafTree tree, long root) {
        long holder = tree.record(root);
        if (holder == 0) {
            tree.free(root);
        } else {
            memory.putInt(holder + DROPPED, 1);
        }
    }

    private boolean isMember(long at) {
        return kind(at) == StreamPart.GROUP || kind(at) == StreamPart.CONSUMER;
    }

    private long bytes(long stream) {
        long bytes = TREE_BYTES + CONTENT + StreamLayout.BYTES + CONTENT;
        for (int i = 0; i < groups.count(stream); i++) {
            long group = groups.group(stream, i);
            bytes += memberBytes(group) + CONTENT;
            for (int j = 0; j < groups.consumers(group); j++) {
                bytes += memberBytes(groups.consumer(group, j));
            }
        }
        return bytes;
    }

    private long memberBytes(long member) {
        return (long) CONTENT + MEMBER_BYTES + MemberLayout.nameLength(memory, member) + TREE_BYTES;
    }

    private long tree(long at, int kind, long root, boolean held) {
        memory.putInt(at + KIND, kind);
        memory.putInt(at + BYTES, TREE_BYTES);
        memory.putLong(at + NUMBER, tree.leaves(root));
        memory.putLong(at + CONTENT, root);
        memory.putLong(at + TOP, tree.top(root));
        memory.putInt(at + LEVELS, tree.levels(root));
        memory.putInt(at + DROPPED, 0);
        if (held) {
            tree.hold(root, at);
        }
        return at + TREE_BYTES;
    }

    private long member(long at, int kind, long member) {
        return content(
                at,
                kind,
                pending.count(member),
                member + MEMBER_FROM,
                MEMBER_BYTES,
                member + MemberLayout.NAME,
                MemberLayout.nameLength(memory, member));
    }

    private long content(
            long at, int kind, long number, long from, int bytes, long name, int nameBytes) {
        memory.putInt(at + KIND, kind);
        memory.putInt(at + BYTES, CONTENT + bytes + nameBytes);
        memory.putLong(at + NUMBER, number);
        memory.move(from, at + CONTENT, bytes);
        memory.move(name, at + CONTENT + bytes, nameBytes);
        return at + CONTENT + bytes + nameBytes;
    }
}

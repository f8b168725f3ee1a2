// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.set;

import dev.cairn.storage.Keyspace;
import dev.cairn.storage.table.ElementBatch;
import dev.cairn.storage.table.HashWalk;

/**
 * Draws many elements of one table and removes them, on one way through it: Knuth's selection sampling. Each set of so
 * many has the same chance.
 */
final class SetDrawing {
    private final Keyspace keyspace;
    private final HashWalk walk;
    private final ElementBatch batch;
    private long root;
    private long position;

    /** How many elements the last step of the walk came by, and how many of them were looked at. */
    private int present;

    private int walked;

    /** Elements still to be taken up, of those still to be walked over. */
    private long missing;

    private long ahead;
    private int drawn;
    private int shown;

    SetDrawing(Keyspace keyspace) {
        this.keyspace = keyspace;
        this.walk = keyspace.elements().walk();
        this.batch = keyspace.elements().batch();
    }

    /** Begins to draw so many elements, which are not more than there are. */
    void start(long newRoot, long count) {
        root = newRoot;
        missing = count;
        ahead = keyspace.elements().count(root);
        position = 0;
        present = 0;
        walked = 0;
        drawn = 0;
        shown = 0;
    }

    /** The next element that was drawn; it is there until {@link #remove}. */
    long next() {
        if (shown == drawn) {
            draw();
        }
        return batch.elements()[shown];
    }

    /** Removes the element that {@link #next} gave. */
    void remove() {
        batch.removeOne(root, shown++);
    }

    private void draw() {
        long[] elements = batch.elements();
        shown = 0;
        drawn = 0;
        while (drawn < elements.length && missing > 0) {
            if (walked == present) {
                position = walk.step(root, position);
                present = walk.count();
                walked = 0;
            } else {
                long element = walk.entry(walked++);
                if (keyspace.random().nextLong(ahead--) < missing) {
                    elements[drawn++] = element;
                    missing--;
                }
            }
        }
        batch.prepare(root, drawn);
    }
}

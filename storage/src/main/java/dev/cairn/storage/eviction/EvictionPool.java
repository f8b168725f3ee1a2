// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.eviction;

/**
 * The best victims that sampling has come across so far, as Valkey keeps them: what was seen earlier competes with what
 * is seen now, so few samples per eviction choose nearly as well as many.
 *
 * <p>A candidate is a database and the hash of a key, since entries move; whoever takes it checks that it is still there.
 */
public final class EvictionPool {
    /** Valkey's EVPOOL_SIZE. */
    private static final int ROOM = 16;

    private final long[] scores = new long[ROOM];
    private final long[] hashes = new long[ROOM];
    private final int[] databases = new int[ROOM];
    private int count;
    private long takenHash;
    private int takenDatabase;

    /** Offers a candidate; the higher the score, the better a victim. */
    public void offer(long score, long hash, int database) {
        int place = count;
        for (int i = 0; i < count; i++) {
            if (hashes[i] == hash && databases[i] == database) {
                removeAt(i);
                place = count;
                break;
            }
        }
        while (place > 0 && scores[place - 1] > score) {
            place--;
        }
        if (count == ROOM) {
            if (place == 0) {
                return;
            }
            removeAt(0);
            place--;
        }
        shift(place, place + 1, count - place);
        scores[place] = score;
        hashes[place] = hash;
        databases[place] = database;
        count++;
    }

    /** Takes the best candidate out; false if there is none. */
    public boolean take() {
        if (count == 0) {
            return false;
        }
        count--;
        takenHash = hashes[count];
        takenDatabase = databases[count];
        return true;
    }

    public long takenHash() {
        return takenHash;
    }

    public int takenDatabase() {
        return takenDatabase;
    }

    /** Forgets all candidates: their scores mean nothing under another policy. */
    public void clear() {
        count = 0;
    }

    private void removeAt(int index) {
        shift(index + 1, index, count - index - 1);
        count--;
    }

    private void shift(int from, int to, int many) {
        System.arraycopy(scores, from, scores, to, many);
        System.arraycopy(hashes, from, hashes, to, many);
        System.arraycopy(databases, from, databases, to, many);
    }
}

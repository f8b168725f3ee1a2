// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import dev.cairn.server.engine.Engine;
import dev.cairn.server.resp.Request;
import dev.cairn.server.resp.RespDecoder;
import dev.cairn.server.resp.RespDecoder.Outcome;
import dev.cairn.server.session.Session;
import dev.cairn.storage.memory.ByteSlice;

/**
 * Some requests, of a pipeline or of several connections, decoded before the first of them runs, so that their keys can be
 * looked up together. The command thread owns it.
 */
final class RequestBatch {
    private static final int MOST_REQUESTS = 32;

    /** Behind this many bytes no further request is decoded: what was looked up should still be in the caches. */
    private static final int MOST_BYTES = 16 * 1024;

    private static final int LONGEST_KEY = 256;

    private final Request[] requests = new Request[MOST_REQUESTS];
    private final int[] lengths = new int[MOST_REQUESTS];
    private final ByteSlice[] keys = new ByteSlice[MOST_REQUESTS];
    private int count;
    private int bytes;
    private int keyCount;
    private int database;

    RequestBatch() {
        for (int i = 0; i < MOST_REQUESTS; i++) {
            requests[i] = new Request();
        }
    }

    void clear() {
        count = 0;
        bytes = 0;
        keyCount = 0;
    }

    /**
     * Decodes requests of a session from its input, which is not consumed, behind what the batch has; returns what the decoder
     * found behind them: {@link Outcome#REQUEST} where it was not asked any more.
     */
    Outcome decode(RespDecoder decoder, QueryBuffer input, Session session, boolean authenticated) {
        int at = input.start();
        // Who has not logged in yet may do so with the next request, which changes what is legal.
        int most = authenticated ? MOST_REQUESTS : Math.min(MOST_REQUESTS, count + 1);
        while (count < most && bytes < MOST_BYTES) {
            Request request = requests[count];
            Outcome outcome =
                    decoder.decode(input.array(), at, input.end(), authenticated, request);
            if (outcome != Outcome.REQUEST) {
                return outcome;
            }
            at += decoder.consumed();
            bytes += decoder.consumed();
            lengths[count] = decoder.consumed();
            count++;
            addKey(session.database(), request);
        }
        return Outcome.REQUEST;
    }

    private void addKey(int ofDatabase, Request request) {
        if (keyCount == 0) {
            database = ofDatabase;
        }
        if (ofDatabase == database
                && request.count() > 1
                && request.arg(1).length() <= LONGEST_KEY) {
            keys[keyCount++] = request.arg(1);
        }
    }

    boolean isFull() {
        return count == MOST_REQUESTS || bytes >= MOST_BYTES;
    }

    int count() {
        return count;
    }

    Request request(int index) {
        return requests[index];
    }

    /** How many bytes of the input a request takes. */
    int length(int index) {
        return lengths[index];
    }

    /** Looks the keys up, or rather what stands where most commands have theirs. */
    void lookAhead(Engine engine) {
        if (keyCount > 1) {
            engine.lookAhead(database, keys, keyCount);
        }
    }
}

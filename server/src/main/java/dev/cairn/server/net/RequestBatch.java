// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import dev.cairn.server.resp.Request;
import dev.cairn.server.resp.RespDecoder;
import dev.cairn.server.resp.RespDecoder.Outcome;
import dev.cairn.storage.memory.ByteSlice;

/**
 * Some requests of a pipeline, decoded before the first of them runs, so that their keys can be looked up together.
 *
 * <p>The command thread has one and lends it to the connection that it serves.
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
    private int keyCount;

    RequestBatch() {
        for (int i = 0; i < MOST_REQUESTS; i++) {
            requests[i] = new Request();
        }
    }

    /**
     * Decodes requests from the input, which is not consumed; returns what the decoder found behind them: {@link
     * Outcome#REQUEST} where it was not asked any more.
     */
    Outcome decode(RespDecoder decoder, QueryBuffer input, boolean authenticated) {
        count = 0;
        keyCount = 0;
        int at = input.start();
        // Who has not logged in yet may do so with the next request, which changes what is legal.
        int most = authenticated ? MOST_REQUESTS : 1;
        while (count < most && at - input.start() < MOST_BYTES) {
            Request request = requests[count];
            Outcome outcome =
                    decoder.decode(input.array(), at, input.end(), authenticated, request);
            if (outcome != Outcome.REQUEST) {
                return outcome;
            }
            at += decoder.consumed();
            lengths[count] = decoder.consumed();
            count++;
            if (request.count() > 1 && request.arg(1).length() <= LONGEST_KEY) {
                keys[keyCount++] = request.arg(1);
            }
        }
        return Outcome.REQUEST;
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

    /** What stands where most commands have their key. */
    ByteSlice[] keys() {
        return keys;
    }

    int keyCount() {
        return keyCount;
    }
}

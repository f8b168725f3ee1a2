// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.restore;

import dev.cairn.server.resp.Request;
import dev.cairn.server.resp.RespDecoder;
import dev.cairn.server.resp.RespLimits;

/**
 * The first commands of a batch, up to a position: it must stand between two commands, and not inside a transaction,
 * which is all of it or nothing.
 *
 * @param commands how many changes the part has, as the log counts them
 */
record CutBatch(int length, int commands) {
    /** Cuts a batch that begins at {@code from} so that it ends at {@code to}. */
    static CutBatch of(byte[] payload, int length, long from, long to) throws RestoreException {
        RespDecoder decoder = new RespDecoder(RespLimits.ofLog());
        Request request = new Request();
        int commands = 0;
        long transaction = -1;
        int at = 0;
        while (from + at < to) {
            if (decoder.decode(payload, at, length, true, request) != RespDecoder.Outcome.REQUEST) {
                throw new RestoreException(
                        "The log holds what is no command at position " + (from + at));
            }
            long begin = from + at;
            at += decoder.consumed();
            if (from + at > to) {
                throw new RestoreException(
                        "Position "
                                + to
                                + " is inside a command that goes from position "
                                + begin
                                + " to "
                                + (from + at)
                                + ". Give one of these two; cairn log prints all positions.");
            }
            if (request.is(0, "MULTI")) {
                transaction = begin;
            } else if (request.is(0, "EXEC")) {
                transaction = -1;
            } else if (!request.is(0, "SELECT")) {
                commands++;
            }
        }
        if (transaction >= 0) {
            throw new RestoreException(
                    "Position "
                            + to
                            + " is inside a transaction that begins at position "
                            + transaction
                            + ", which is all of it or nothing. Give that position, or the one that"
                            + " cairn log prints for its EXEC.");
        }
        return new CutBatch(at, commands);
    }
}

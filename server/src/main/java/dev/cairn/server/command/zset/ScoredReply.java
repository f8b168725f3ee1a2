// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.memory.StoredBytes;

/** Replies of members, alone or with their scores, which are pairs in RESP3 and stand one after the other in RESP2. */
final class ScoredReply {
    private ScoredReply() {}

    static void begin(ReplyWriter reply, long members, boolean withScores) {
        reply.array(withScores && reply.protocol() == 2 ? 2 * members : members);
    }

    static void member(ReplyWriter reply, StoredBytes member, double score, boolean withScores) {
        if (withScores && reply.protocol() == 3) {
            reply.array(2);
        }
        reply.bulk(member);
        if (withScores) {
            reply.doubleValue(score);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.type.set.MemberVisitor;

/** Answers with a set whose size is known only when all of it has been found. */
final class CountedReply {
    /** Up to so many members the reply may wait in memory for its size; beyond, the members are found twice. */
    private static final long FEW = 512;

    /** Finds all members, each time it is asked. */
    @FunctionalInterface
    interface Search {
        long forEach(MemberVisitor visitor);
    }

    private CountedReply() {}

    static void write(ReplyWriter reply, long atMost, Search search) {
        if (atMost <= FEW) {
            int mark = reply.defer();
            reply.endDeferredSet(mark, search.forEach(reply::bulk));
        } else {
            reply.set(search.forEach(member -> {}));
            search.forEach(reply::bulk);
        }
    }
}

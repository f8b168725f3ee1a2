// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.FoundStrings;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.type.set.SetBuilder;

/** What a search for members is made into: a reply or a set, for both of which it is good to know first how many there are. */
final class CountedMembers {
    /** Up to so many do not need to be counted first; of more it is noted where they are stored. */
    private static final long FEW = 512;

    private CountedMembers() {}

    /** Answers with what is found. */
    static void reply(CommandContext context, MemberSearch search) {
        ReplyWriter reply = context.reply();
        if (search.atMost() <= FEW) {
            int mark = reply.defer();
            reply.endDeferredSet(
                    mark, search.forEach(Long.MAX_VALUE, walk -> reply.bulk(walk.member())));
            return;
        }
        try (FoundStrings found = new FoundStrings(context.keyspace())) {
            search.forEach(Long.MAX_VALUE, walk -> found.add(walk.member()));
            reply.set(found.count());
            found.forEach(reply::bulk);
        }
    }

    /** Adds what is found to an empty set, which is made about as large as it has to be. */
    static void build(MemberSearch search, SetBuilder result) {
        result.expect(search.expected());
        search.forEach(Long.MAX_VALUE, result::addNew);
    }
}

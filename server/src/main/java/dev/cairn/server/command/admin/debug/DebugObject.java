// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.debug;

import dev.cairn.rdb.DumpPayload;
import dev.cairn.rdb.Payload;
import dev.cairn.rdb.format.RdbVersion;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.Database;

import java.util.List;

/** OBJECT: where a key's value lies, how it is kept, and how long it is in a snapshot. */
final class DebugObject {
    /** What a DUMP payload has besides the value: its type before, its version and checksum after. */
    private static final int PAYLOAD_FRAME = 1 + 2 + 8;

    private static final long LRU_CLOCK_MASK = (1 << 24) - 1;

    private DebugObject() {}

    static List<DebugVerb> verbs() {
        return List.of(new DebugVerb("OBJECT", 3, 4, DebugObject::describe));
    }

    private static void describe(CommandContext context) {
        Database database = context.database();
        long entry = database.peek(context.arg(2));
        if (entry == 0) {
            context.refuse(ReplyError.NO_SUCH_KEY);
            return;
        }
        boolean fast = context.argc() == 4 && context.request().is(3, "FAST");
        long idleSeconds = database.lruIdleMillis(entry) / 1000;
        String text =
                "Value at:0x"
                        + Long.toHexString(entry)
                        + " refcount:1"
                        + " encoding:"
                        + database.encoding(entry).text()
                        + (fast ? "" : " serializedlength:" + serializedLength(context, entry))
                        + " lru:"
                        + (context.nowMillis() / 1000 - idleSeconds & LRU_CLOCK_MASK)
                        + " lru_seconds_idle:"
                        + idleSeconds;
        context.reply().simple(text);
    }

    private static long serializedLength(CommandContext context, long entry) {
        boolean compression = context.server().settings().isOn("rdbcompression");
        try (Payload payload =
                new DumpPayload()
                        .open(
                                context.keyspace(),
                                context.database().index(),
                                entry,
                                RdbVersion.VALKEY_80,
                                compression)) {
            return payload == null ? -1 : payload.length() - PAYLOAD_FRAME;
        }
    }
}

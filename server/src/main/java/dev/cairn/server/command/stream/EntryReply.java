// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.type.stream.StreamCursor;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.StreamIds;
import dev.cairn.storage.type.stream.Streams;

/** Writes entries as replies: an id, and an array of fields and values. One per command that needs it. */
public final class EntryReply {
    private final IdText text = new IdText();
    private final StreamId least = new StreamId();
    private final StreamId greatest = new StreamId().set(StreamIds.MAX, StreamIds.MAX);

    /** Answers with the entry that a cursor stands at. */
    public void entry(ReplyWriter reply, StreamCursor cursor) {
        reply.array(2);
        text.reply(reply, cursor.ms(), cursor.seq());
        int fields = cursor.fields();
        reply.array(2L * fields);
        for (int i = 0; i < fields; i++) {
            cursor.nextField();
            reply.bulk(cursor.field());
            reply.bulk(cursor.value());
        }
    }

    /** Answers with the entry of an id; false, and nothing is answered, if there is none. */
    boolean entry(ReplyWriter reply, Streams streams, long stream, StreamId id) {
        StreamCursor cursor = streams.cursor().start(stream, id, id, false);
        if (!cursor.next()) {
            return false;
        }
        entry(reply, cursor);
        return true;
    }

    /** Answers with an array of the first entries before a cursor, at most this many. */
    public void entries(ReplyWriter reply, StreamCursor cursor, long most) {
        long count = cursor.count(most);
        reply.array(count);
        for (long i = 0; i < count && cursor.next(); i++) {
            entry(reply, cursor);
        }
    }

    /** Answers with the first entries of a stream. */
    public void first(ReplyWriter reply, Streams streams, long stream, long most) {
        entries(reply, streams.cursor().start(stream, least, greatest, false), most);
    }

    /** Answers with the first entry or the last one, or with null. */
    public void edge(ReplyWriter reply, Streams streams, long stream, boolean last) {
        StreamCursor cursor = streams.cursor().start(stream, least, greatest, last);
        if (cursor.next()) {
            entry(reply, cursor);
        } else {
            reply.nullBulk();
        }
    }
}

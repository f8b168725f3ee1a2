// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.feed;

import dev.cairn.aof.LogException;
import dev.cairn.aof.tail.LogTail;
import dev.cairn.server.resp.AsciiNumbers;
import dev.cairn.server.resp.Request;
import dev.cairn.server.resp.RespDecoder;
import dev.cairn.server.resp.RespLimits;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Goes through the commands of a log, from a position on.
 *
 * <p>The position of a command is the one behind it: whoever keeps the last one that he has seen goes on with the next
 * command, as with the ids of a stream. A transaction comes as it stands, from MULTI to EXEC; SELECT is told as the
 * database of what follows.
 */
public final class FeedCursor implements AutoCloseable {
    private final LogTail tail;
    private final long from;
    private final RespDecoder decoder;
    private final Request request = new Request();
    private boolean inBatch;
    private int at;
    private int database;
    private long position;

    /** A cursor at the first command whose position is above {@code from}. */
    public FeedCursor(Path logFolder, long from) throws IOException, LogException {
        this.tail = new LogTail(logFolder, from);
        this.from = from;
        this.position = from;
        decoder = new RespDecoder(RespLimits.ofLog());
    }

    /**
     * Goes to the next command; false when there is none yet.
     *
     * @param limit batches that begin here or later are not looked at
     */
    public boolean next(long limit) throws IOException, LogException {
        while (true) {
            if (!inBatch) {
                if (!tail.next(limit)) {
                    return false;
                }
                inBatch = true;
                at = 0;
                database = 0;
            }
            while (at < tail.length()) {
                boolean shown = step();
                if (shown && tail.position() + at > from) {
                    position = tail.position() + at;
                    return true;
                }
            }
            inBatch = false;
        }
    }

    /** Takes the next command of the batch; false where it is a SELECT, which is told otherwise. */
    private boolean step() throws LogException {
        RespDecoder.Outcome outcome =
                decoder.decode(tail.payload(), at, tail.length(), true, request);
        if (outcome != RespDecoder.Outcome.REQUEST) {
            throw new LogException(
                    "The log holds what is no command at position " + (tail.position() + at));
        }
        at += decoder.consumed();
        boolean selects = request.count() == 2 && request.is(0, "SELECT");
        if (selects) {
            var number = request.arg(1);
            database = (int) AsciiNumbers.valueOf(number.array(), number.offset(), number.length());
        }
        return !selects;
    }

    /** Behind the command at hand; before the first one, what was asked for. */
    public long position() {
        return position;
    }

    /** When the command ran, milliseconds since 1970. */
    public long timeMillis() {
        return tail.wallTimeMillis();
    }

    public int database() {
        return database;
    }

    /** The command, valid until the next call. */
    public Request command() {
        return request;
    }

    /** The log that is read, as it was listed last. */
    public LogTail tail() {
        return tail;
    }

    /** Returns when what was handed out so far survives a power loss. */
    public void force() throws IOException {
        tail.force();
    }

    @Override
    public void close() throws IOException {
        tail.close();
    }
}

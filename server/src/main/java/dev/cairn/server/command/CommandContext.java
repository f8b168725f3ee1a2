// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.server.resp.AsciiNumbers;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.Session;
import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;

/**
 * All that a command sees: its arguments, the keyspace, the reply, the client's session and the time.
 *
 * <p>One per command thread, reused for each command. Methods that end in {@code OrReply} may have answered the client
 * with an error: the command checks {@link #refused()} and returns.
 */
public final class CommandContext {
    private final ServerContext server;
    private final Keyspace keyspace;
    private final ReplyWriter reply;
    private final Effects effects = new Effects();
    private Request request = new Request();
    private Session session;
    private CommandEntry command;
    private boolean refused;
    private boolean replaying;

    public CommandContext(ServerContext server, Keyspace keyspace, ReplyWriter reply) {
        this.server = server;
        this.keyspace = keyspace;
        this.reply = reply;
    }

    /** Prepares the context for one command of one session. */
    public void enter(Session of, Request what, CommandEntry entry) {
        session = of;
        request = what;
        command = entry;
        refused = false;
        replaying = false;
        if (effects.named()) {
            effects.clear();
        }
    }

    /** Prepares the context for a command that the log repeats. */
    public void enterReplay(Session of, Request what, CommandEntry entry) {
        enter(of, what, entry);
        replaying = true;
    }

    public ServerContext server() {
        return server;
    }

    public Keyspace keyspace() {
        return keyspace;
    }

    /** The session's database. */
    public Database database() {
        return keyspace.database(session.database());
    }

    public ReplyWriter reply() {
        return reply;
    }

    public Session session() {
        return session;
    }

    public Request request() {
        return request;
    }

    /** The running command's entry in the table. */
    public CommandEntry command() {
        return command;
    }

    /** How many arguments there are, the command's name included. */
    public int argc() {
        return request.count();
    }

    public ByteSlice arg(int index) {
        return request.arg(index);
    }

    /** The wall time at which the engine took up this client's input, in milliseconds. */
    public long nowMillis() {
        return keyspace.nowMillis();
    }

    /** Whether the command comes from the log: it was allowed then, so it is allowed now. */
    public boolean isReplaying() {
        return replaying;
    }

    /**
     * Whether a moment has passed, so that a key that gets this expiry goes at once. Never while the log is replayed: what
     * was to come then may have passed by now, and the log itself says when such a key went.
     */
    public boolean isPast(long atMillis) {
        return !replaying && atMillis <= nowMillis();
    }

    /** Whether the command may let its client wait; in a transaction and from the log it has to answer at once. */
    public boolean mayBlock() {
        return !replaying && !session.transaction().isOpen();
    }

    /** Lets the client wait for keys: the command returns without a reply and is run again when one is ready. */
    public void block(KeyWait wait) {
        server.engine().blockOnKeys(session, request, wait);
    }

    /** What the log is to hold instead of the request's own bytes. */
    public Effects effects() {
        return effects;
    }

    /** Whether a helper has answered with an error: the command is to return. */
    public boolean refused() {
        return refused;
    }

    /** Answers with an error. */
    public void refuse(ReplyError error) {
        refused = true;
        reply.error(error);
    }

    /** Answers with an error; the text begins with its code. */
    public void refuse(String text) {
        refuse(ReplyError.of(text));
    }

    /** Argument {@code index} as a 64-bit number in its canonical form. */
    public long longOrReply(int index) {
        return longOrReply(index, ReplyError.NOT_AN_INTEGER);
    }

    /** Argument {@code index} as a 64-bit number, or the given error. */
    public long longOrReply(int index, ReplyError error) {
        ByteSlice text = request.arg(index);
        if (!AsciiNumbers.isNumber(text.array(), text.offset(), text.length())) {
            refuse(error);
            return 0;
        }
        return AsciiNumbers.valueOf(text.array(), text.offset(), text.length());
    }

    /** Argument {@code index} as a number within the bounds, or the given error. */
    public long rangeOrReply(int index, long min, long max, ReplyError error) {
        long value = longOrReply(index, error);
        if (!refused && (value < min || value > max)) {
            refuse(error);
        }
        return value;
    }

    /** The entry of {@code key} for reading: 0 when there is none, and refused when it holds another type. */
    public long findOrReply(ByteSlice key, ValueType type) {
        return checkedOrReply(database().find(key), type);
    }

    /** The entry of {@code key} for a change: 0 when there is none, and refused when it holds another type. */
    public long findForWriteOrReply(ByteSlice key, ValueType type) {
        return checkedOrReply(database().findForWrite(key), type);
    }

    private long checkedOrReply(long entry, ValueType type) {
        if (entry != 0 && database().type(entry) != type) {
            refuse(ReplyError.WRONG_TYPE);
            return 0;
        }
        return entry;
    }
}

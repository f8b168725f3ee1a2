// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.aof.LogException;
import dev.cairn.aof.valkey.ValkeyAofReader;
import dev.cairn.aof.valkey.ValkeyManifest;
import dev.cairn.server.engine.Engine;
import dev.cairn.server.resp.Request;
import dev.cairn.server.resp.RespDecoder;
import dev.cairn.server.resp.RespLimits;
import dev.cairn.server.session.NoOutput;
import dev.cairn.server.session.Session;
import dev.cairn.storage.Keyspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Takes the data of a Valkey or Redis over from its append-only files: the base, an RDB file or commands, then the
 * increments. What it reads it leaves as it is.
 *
 * <p>The last file may end in the middle of a command or of a transaction, as a crash leaves it: what is whole before counts,
 * as with {@code aof-load-truncated yes}. Anything else that is not right is refused, with file and offset.
 */
final class AppendOnlyImport {
    /** Nothing has expired yet while commands are repeated; what has expired by now is so afterwards. */
    private static final long BEFORE_ALL_DEADLINES = 1;

    private final Engine engine;
    private final Keyspace keyspace;
    private final CommandThread commandThread;
    private final RdbPart rdb;
    private final Consumer<String> serverLog;
    private final Request request = new Request();
    private final RespDecoder decoder = new RespDecoder(RespLimits.ofLog());
    private long commands;

    /** Loads an RDB file, or the part of a file that is one, and returns how long it is. */
    @FunctionalInterface
    interface RdbPart {
        long load(Path file) throws IOException;
    }

    /** Reads the commands of a file from a byte on, and returns where the last whole one ends. */
    @FunctionalInterface
    interface CommandPart {
        long read(Path file, long from) throws LogException;
    }

    AppendOnlyImport(
            Engine engine,
            Keyspace keyspace,
            CommandThread commandThread,
            RdbPart rdb,
            Consumer<String> serverLog) {
        this.engine = engine;
        this.keyspace = keyspace;
        this.commandThread = commandThread;
        this.rdb = rdb;
        this.serverLog = serverLog;
    }

    /** Takes all parts over, in order. */
    void run(ValkeyManifest files) throws IOException, LogException {
        read(files, rdb, this::repeat, serverLog);
        serverLog.accept(
                String.format(
                        Locale.ROOT, "%d commands of append-only files were repeated", commands));
    }

    /** Goes through all parts, in order: an RDB file at the head of the first, then commands. */
    static void read(
            ValkeyManifest files, RdbPart rdb, CommandPart commands, Consumer<String> notices)
            throws IOException, LogException {
        List<Path> parts = files.parts();
        for (int i = 0; i < parts.size(); i++) {
            Path part = parts.get(i);
            long from = i == 0 && ValkeyManifest.isRdb(part) ? rdb.load(part) : 0;
            long end = from == Files.size(part) ? from : commands.read(part, from);
            checkEnd(part, end, i == parts.size() - 1, notices);
        }
    }

    /** Whether a file may end where its last whole command does. */
    private static void checkEnd(Path part, long end, boolean last, Consumer<String> notices)
            throws IOException, LogException {
        long size = Files.size(part);
        if (end == size) {
            return;
        }
        String fault =
                "The append-only file "
                        + part
                        + " ends in the middle of a command or transaction that begins at byte "
                        + end
                        + " of "
                        + size;
        if (!last) {
            throw new LogException(fault + ", and is not the last one: what follows would not fit");
        }
        notices.accept(fault + ": that is left out");
    }

    /** Each file begins in database 0. */
    private long repeat(Path part, long from) throws LogException {
        Session session = new Session(0, NoOutput.INSTANCE, 0);
        return ValkeyAofReader.read(
                part,
                from,
                (position, wallTimeMillis, payload, length, count) ->
                        commandThread.<Void, LogException>call(
                                () -> run(session, part, position, payload, length)));
    }

    private Void run(Session session, Path part, long position, byte[] payload, int length)
            throws LogException {
        keyspace.tick(BEFORE_ALL_DEADLINES);
        for (int at = 0; at < length; at += decoder.consumed()) {
            if (decoder.decode(payload, at, length, true, request) != RespDecoder.Outcome.REQUEST) {
                throw refused(part, position + at, "is no command: " + decoder.error());
            }
            if (isBeyondDatabases()) {
                throw refused(
                        part,
                        position + at,
                        "selects database "
                                + request.arg(1)
                                + ", and the directive databases is "
                                + keyspace.databaseCount());
            }
            if (!engine.replay(session, request)) {
                throw refused(
                        part,
                        position + at,
                        "is a command that is not known here: "
                                + request.arg(0)
                                + " with "
                                + (request.count() - 1)
                                + " arguments");
            }
            commands++;
        }
        return null;
    }

    private boolean isBeyondDatabases() {
        if (request.count() != 2 || !request.arg(0).toString().equalsIgnoreCase("select")) {
            return false;
        }
        String number = request.arg(1).toString();
        return !number.matches("\\d{1,9}") || Integer.parseInt(number) >= keyspace.databaseCount();
    }

    private static LogException refused(Path part, long offset, String what) {
        return new LogException(
                "What stands at byte " + offset + " of the append-only file " + part + ' ' + what);
    }
}

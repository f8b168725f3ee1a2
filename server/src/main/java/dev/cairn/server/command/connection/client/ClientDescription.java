// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.session.Session;

/**
 * Describes sessions in one line each, as CLIENT LIST and CLIENT INFO show them. What this server does not have (channels,
 * tracking, per-client reply buffers) is told as none.
 */
final class ClientDescription {
    private final CommandContext context;

    ClientDescription(CommandContext context) {
        this.context = context;
    }

    long ageSeconds(Session session) {
        return (context.nowMillis() - session.createdMillis()) / 1000;
    }

    long idleSeconds(Session session) {
        return Math.max(0, context.nowMillis() - session.lastActiveMillis()) / 1000;
    }

    /** One letter for each thing that is out of the ordinary, {@code N} when nothing is. */
    String flags(Session session) {
        StringBuilder flags = new StringBuilder();
        addIf(flags, session.isMonitor(), 'O');
        addIf(flags, session.transaction().isOpen(), 'x');
        addIf(flags, session.blocker() != null, 'b');
        addIf(flags, session.transaction().isWatchedChanged(), 'd');
        addIf(flags, session.isClosing(), 'c');
        addIf(flags, session.output().isUnixSocket(), 'U');
        addIf(flags, session.isNoEvict(), 'e');
        addIf(flags, session.isNoTouch(), 'T');
        addIf(flags, session.isImportSource(), 'I');
        return flags.isEmpty() ? "N" : flags.toString();
    }

    private static void addIf(StringBuilder flags, boolean condition, char flag) {
        if (condition) {
            flags.append(flag);
        }
    }

    String line(Session session) {
        boolean self = session == context.session();
        int argumentBytes = self ? context.request().rawLength() : 0;
        int queued = session.transaction().queued().length();
        int queryBuffer = session.output().queryBufferCapacity();
        long pending = session.output().pendingBytes();
        CommandEntry command = self ? context.command() : session.lastCommand();
        return "id="
                + session.id()
                + " addr="
                + session.output().remoteAddress()
                + " laddr="
                + session.output().localAddress()
                + " fd="
                + session.output().descriptor()
                + " name="
                + session.name()
                + " age="
                + ageSeconds(session)
                + " idle="
                + idleSeconds(session)
                + " flags="
                + flags(session)
                + " capa="
                + (session.canRedirect() ? "r" : "")
                + " db="
                + session.database()
                + " sub=0 psub=0 ssub=0"
                + " multi="
                + (session.transaction().isOpen() ? session.transaction().count() : -1)
                + " watch="
                + (session.watch() == null ? 0 : session.watch().count())
                + " qbuf="
                + session.output().queryBufferLength()
                + " qbuf-free="
                + (queryBuffer - session.output().queryBufferLength())
                + " argv-mem="
                + argumentBytes
                + " multi-mem="
                + queued
                + " rbs=0 rbp=0 obl=0 oll=0"
                + " omem="
                + pending
                + " tot-mem="
                + (argumentBytes + queued + queryBuffer + pending)
                + " events="
                + (pending > 0 ? "rw" : "r")
                + " cmd="
                + (command == null ? "NULL" : command.fullName())
                + " user="
                + session.user()
                + " redir=-1"
                + " resp="
                + session.protocol()
                + " lib-name="
                + session.libraryName()
                + " lib-ver="
                + session.libraryVersion()
                + " tot-net-in="
                + session.bytesIn()
                + " tot-net-out="
                + session.bytesOut()
                + " tot-cmds="
                + session.commandsRun();
    }
}

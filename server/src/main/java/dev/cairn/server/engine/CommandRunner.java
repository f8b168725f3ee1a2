// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.command.Effects;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.resp.Request;
import dev.cairn.server.resp.RespDecoder;
import dev.cairn.server.resp.RespLimits;
import dev.cairn.server.session.ReplyMode;
import dev.cairn.server.session.Session;
import dev.cairn.server.session.Transaction;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.MemoryExhaustedException;

/**
 * Runs one request: finds the command, refuses it where it must be refused, queues it in an open transaction, or runs it
 * and logs what it changed.
 *
 * <p>The order of the checks is Valkey's ({@code processCommand}), as the first that fails names the error. The command
 * thread owns it.
 */
final class CommandRunner {
    private final CommandTable table;
    private final Keyspace keyspace;
    private final ReplyWriter reply;
    private final EffectLog log;
    private final Admission admission;
    private final Faults faults;
    private final CommandObserver observer;
    private final CommandContext context;
    private final Request queuedRequest = new Request();
    private final RespDecoder queuedDecoder = new RespDecoder(new RespLimits());
    private final KeptState keptState;
    private long clockNanos;
    private boolean reading;

    CommandRunner(
            CommandTable table,
            CommandContext context,
            EffectLog log,
            Admission admission,
            Faults faults,
            CommandObserver observer) {
        this.table = table;
        this.context = context;
        this.keyspace = context.keyspace();
        this.keptState = new KeptState(keyspace);
        this.reply = context.reply();
        this.log = log;
        this.admission = admission;
        this.faults = faults;
        this.observer = observer;
    }

    /** Takes the time from which the next command's duration counts. */
    void startClock() {
        clockNanos = System.nanoTime();
    }

    /**
     * Runs a request of a client; its reply, if any, is in the writer afterwards. False when it has to wait: nothing has
     * happened, and the caller comes again with the same request.
     */
    boolean run(Session session, Request request) {
        if (session.replyMode() != ReplyMode.ON) {
            beginReplyMode(session);
        }
        boolean ran = attempt(session, request, false);
        if (ran && session.replyMode() != ReplyMode.ON) {
            endReplyMode(session);
        }
        return ran;
    }

    /** Runs a request, or runs it again; what a fault of ours leaves of it is neither logged nor told. False when it has to wait. */
    private boolean attempt(Session session, Request request, boolean again) {
        long begunBefore = keyspace.changesBegun();
        long endBefore = log.end();
        long effectsBefore = log.appended();
        long replyBefore = reply.written();
        try {
            if (again) {
                runAgain(session, request);
                return true;
            }
            return runFirst(session, request);
        } catch (RuntimeException | Error e) {
            log.rewind(endBefore, effectsBefore);
            if (!reply.rewind(replyBefore)) {
                // Part of an answer has left: nobody could tell where it ends.
                session.output().closeAfterReplies();
            }
            CommandEntry entry = find(request);
            String name = entry == null ? request.arg(0).toString() : entry.fullName();
            boolean changeBegun = keyspace.changesBegun() != begunBefore;
            refuse(session, entry, faults.inCommand(name, e, changeBegun));
            return true;
        }
    }

    private boolean runFirst(Session session, Request request) {
        CommandEntry entry = find(request);
        if (!admission.isAuthenticated(session)
                && (entry == null || !entry.has(CommandFlag.NO_AUTH))) {
            // Whoever has not logged in learns nothing, not even which commands there are.
            refuse(session, entry, ReplyError.NO_AUTH);
        } else if (entry == null) {
            refuse(session, null, UnknownCommand.describe(table, request));
        } else if (!entry.spec().accepts(request.count())) {
            refuse(session, entry, ReplyError.wrongArity(entry.fullName()));
        } else {
            ReplyError refusal = admission.refusal(session, entry, request);
            if (refusal != null) {
                refuse(session, entry, refusal);
            } else if (session.transaction().isOpen() && !admission.runsInsideTransaction(entry)) {
                queue(session, entry, request);
            } else if (admission.mustWait(session, entry)) {
                return false;
            } else {
                reading = entry.has(CommandFlag.READONLY) && !admission.readsWaitForDurability();
                try {
                    call(session, entry, request);
                } finally {
                    reading = false;
                }
            }
        }
        return true;
    }

    /** Whether the command that runs for a client only reads, so that its reply waits for nothing that it does itself. */
    boolean isReading() {
        return reading;
    }

    private CommandEntry find(Request request) {
        CommandEntry entry = table.find(request.arg(0));
        if (entry != null && !entry.subcommands().isEmpty() && request.count() > 1) {
            return CommandTable.findSubcommand(entry, request.arg(1));
        }
        return entry;
    }

    private void refuse(Session session, CommandEntry entry, ReplyError error) {
        ReplyError told = error;
        if (entry != null && entry.fullName().equals("exec")) {
            // A transaction that cannot be run now is not kept for later.
            session.forgetTransaction();
            told = ReplyError.transactionDiscarded(error);
        } else if (session.transaction().isOpen()) {
            session.transaction().abort();
        }
        if (entry != null) {
            observer.rejected(entry);
        }
        reply.error(told);
        observer.error(told);
    }

    private void queue(Session session, CommandEntry entry, Request request) {
        if (entry.has(CommandFlag.NO_MULTI)) {
            refuse(session, entry, ReplyError.deniedInTransaction(entry.fullName()));
            return;
        }
        session.transaction().queue(request, entry);
        reply.simple("QUEUED");
    }

    /** Runs a command and logs its effects. */
    void call(Session session, CommandEntry entry, Request request) {
        long errorsBefore = reply.errors();
        long replyBefore = reply.written();
        observer.starting(session, entry, request);
        execute(session, entry, request);
        session.ran(entry);
        long now = System.nanoTime();
        boolean failed = reply.errors() != errorsBefore;
        if (failed) {
            observer.error(reply.lastError());
        }
        observer.ran(
                session, entry, request, now - clockNanos, reply.written() - replyBefore, failed);
        clockNanos = now;
    }

    /** Counts the command that let this session wait, once the wait is over by something else than its being served. */
    void ended(Session session, boolean rejected) {
        observer.ended(session.lastCommand(), 0, false, rejected);
    }

    /** Runs a command again that has waited, given as RESP; it counts once, when it waits no more. */
    void retry(Session session, byte[] request) {
        RespDecoder.Outcome outcome =
                queuedDecoder.decode(request, 0, request.length, true, queuedRequest);
        assert outcome == RespDecoder.Outcome.REQUEST : "a waiting request is whole: " + outcome;
        attempt(session, queuedRequest, true);
    }

    private void runAgain(Session session, Request request) {
        CommandEntry entry = find(request);
        long errorsBefore = reply.errors();
        long startNanos = System.nanoTime();
        ReplyError refusal = admission.refusal(session, entry, request);
        if (refusal == null) {
            execute(session, entry, request);
        } else {
            reply.error(refusal);
        }
        boolean failed = reply.errors() != errorsBefore;
        if (failed) {
            observer.error(reply.lastError());
        }
        if (session.blocker() == null) {
            observer.ended(entry, System.nanoTime() - startNanos, failed, false);
        }
    }

    private void execute(Session session, CommandEntry entry, Request request) {
        context.enter(session, request, entry);
        keyspace.noTouch(session.isNoTouch());
        long changesBefore = keyspace.changes();
        int database = session.database();
        if (!log.isLogging()) {
            runToTheEnd(entry, request, database, changesBefore);
            return;
        }
        keyspace.fence().stamp(log.end() + 1);
        keyspace.fence().clearReadStamp();
        long effectsBefore = log.appended();
        runToTheEnd(entry, request, database, changesBefore);
        if (keyspace.changes() != changesBefore || context.effects().named()) {
            logEffects(database, entry, request);
        }
        if (log.appended() != effectsBefore) {
            session.waitFor(log.end());
        } else if (admission.readsWaitForDurability()) {
            session.waitFor(keyspace.fence().readStamp());
        }
    }

    /** Runs a command, which may meet the end of memory: then what it has done stays, and the log is told of that. */
    private void runToTheEnd(
            CommandEntry entry, Request request, int database, long changesBefore) {
        long replyBefore = reply.written();
        try {
            entry.command().execute(context);
        } catch (MemoryExhaustedException e) {
            if (!reply.rewind(replyBefore)) {
                // Part of an answer has left: nobody could tell where it ends.
                context.session().output().closeAfterReplies();
            }
            context.refuse(ReplyError.MEMORY_EXHAUSTED);
            context.effects().none();
            if (keyspace.changes() != changesBefore
                    && log.isLogging()
                    && !keptState.name(context.effects(), database, entry, request)) {
                throw e;
            }
        }
    }

    private void logEffects(int database, CommandEntry entry, Request request) {
        Effects effects = context.effects();
        if (effects.named()) {
            if (effects.count() > 0) {
                log.appendTogether(
                        database,
                        effects.encoded().array(),
                        0,
                        effects.encoded().length(),
                        effects.count(),
                        keyspace.nowMillis());
            }
        } else if (entry.has(CommandFlag.WRITE)) {
            log.append(
                    database,
                    request.rawArray(),
                    request.rawOffset(),
                    request.rawLength(),
                    1,
                    keyspace.nowMillis());
        }
    }

    /** Runs the queued commands of a transaction as one batch of the log. */
    void runQueued(Session session) {
        Transaction transaction = session.transaction();
        byte[] queued = transaction.queued().array();
        int end = transaction.queued().length();
        int count = transaction.count();
        reply.array(count);
        log.beginTransaction(session.database(), keyspace.nowMillis());
        for (int at = 0; at < end; ) {
            RespDecoder.Outcome outcome =
                    queuedDecoder.decode(queued, at, end, true, queuedRequest);
            assert outcome == RespDecoder.Outcome.REQUEST : "a queued request is whole: " + outcome;
            at += queuedDecoder.consumed();
            call(session, find(queuedRequest), queuedRequest);
        }
        log.endTransaction();
        // EXEC itself changed nothing: its effects are those of the commands it ran.
        context.effects().none();
    }

    /** Runs one command within another one: the outer one's effects are this one's. */
    void runNested(Session session, byte[][] arguments) {
        Request nested = new Request();
        nested.setArguments(arguments);
        CommandEntry entry = find(nested);
        call(session, entry, nested);
        context.effects().none();
    }

    /** Repeats a logged command: no reply, no log, no checks. False when there is no such command. */
    boolean replay(Session session, Request request) {
        CommandEntry entry = find(request);
        if (entry == null || !entry.spec().accepts(request.count())) {
            return false;
        }
        if (entry.spec().group() == CommandGroup.TRANSACTIONS) {
            // What stands between MULTI and EXEC in the log has happened: it is repeated command by
            // command.
            return true;
        }
        context.enterReplay(session, request, entry);
        entry.command().execute(context);
        return true;
    }

    private void beginReplyMode(Session session) {
        if (session.replyMode() == ReplyMode.SKIP_NEXT) {
            session.replyMode(ReplyMode.SKIP);
        }
        reply.discard(true);
    }

    private void endReplyMode(Session session) {
        if (session.replyMode() == ReplyMode.SKIP) {
            session.replyMode(ReplyMode.ON);
        }
        reply.discard(session.replyMode() == ReplyMode.OFF);
    }
}

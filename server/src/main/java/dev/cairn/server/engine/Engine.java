// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.aof.LogListener;
import dev.cairn.aof.LogStatus;
import dev.cairn.aof.SyncPolicy;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.command.EngineControl;
import dev.cairn.server.command.KeyWait;
import dev.cairn.server.command.ServerContext;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.Blocker;
import dev.cairn.server.session.Session;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.time.Clock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The command thread's work, tick by tick.
 *
 * <p>A tick is one turn of the event loop: the input of all connections that have some is run, then {@link #endTick}
 * hands the batch of effects to the log, lets the replies go that wait for nothing, holds the others, and gives a portion
 * of time to the {@linkplain TickWork work in the background}. What the log's threads report wakes the loop only when
 * somebody waits for it.
 */
public final class Engine implements EngineControl {
    /**
     * Where each batch costs a sync, it gathers for so many turns of the loop more, as long as each brings writes: half the
     * clients' writes in one sync instead of a few. A lone client waits for one look for input, a microsecond beside its sync.
     */
    private static final int MOST_GATHERING_TURNS = 2;

    private final GuardedLoop loop;
    private final Keyspace keyspace;
    private final Clock clock;
    private final EffectLog effectLog;
    private final Admission admission;
    private final WriteRefusal writeRefusal;
    private final LogFlow flow;
    private final Faults faults;
    private final ReplyWriter reply = new ReplyWriter();

    /** Writes to sessions whose input is not being run. */
    private final ReplyWriter asideReply = new ReplyWriter();

    private final CommandRunner runner;
    private final CommandObserver observer;
    private final SessionWaits waits;
    private final List<GatedOutput> active = new ArrayList<>();
    private final Queue<Runnable> laterTasks = new ArrayDeque<>();
    private final List<TickWork> works = new ArrayList<>();
    private final Runnable openTick;
    private final Runnable endTick;
    private final long startNanos = System.nanoTime();
    private boolean tickOpen;
    private long appendedLastTick;
    private int gatheringTurns;

    /** Whose input is being run: what is written to it goes after the replies it has got so far. */
    private GatedOutput serving;

    private long tickStartNanos;
    private boolean draining;

    public Engine(
            EngineLoop loop,
            Keyspace keyspace,
            Clock clock,
            CommandTable table,
            ServerContext server,
            EffectLog effectLog,
            Admission admission,
            WriteRefusal writeRefusal,
            CommandObserver observer) {
        this.keyspace = keyspace;
        this.clock = clock;
        this.effectLog = effectLog;
        this.admission = admission;
        this.writeRefusal = writeRefusal;
        this.faults = new Faults(effectLog, writeRefusal, server);
        this.loop = new GuardedLoop(loop, faults::betweenCommands);
        this.openTick = this.loop.guarded(this::openTick);
        this.endTick = this.loop.guarded(this::endTick);
        this.flow = new LogFlow(this.loop, effectLog, admission, writeRefusal);
        this.observer = observer;
        this.runner = runner(table, server, reply);
        ReplyWriter late = new ReplyWriter();
        this.waits = new SessionWaits(this, keyspace, runner(table, server, late), late);
        keyspace.listener(new RemovalLogger(keyspace, effectLog));
    }

    private CommandRunner runner(CommandTable table, ServerContext server, ReplyWriter writer) {
        CommandContext context = new CommandContext(server, keyspace, writer);
        return new CommandRunner(table, context, effectLog, admission, faults, observer);
    }

    /** The loop, for tasks whose faults are told. */
    public GuardedLoop loop() {
        return loop;
    }

    public Admission admission() {
        return admission;
    }

    public EffectLog effectLog() {
        return effectLog;
    }

    public WriteRefusal writeRefusal() {
        return writeRefusal;
    }

    /** Adds work to be done in portions at the end of ticks, and at once. */
    public void attach(TickWork work) {
        works.add(work);
        openTick();
    }

    public void detach(TickWork work) {
        works.remove(work);
    }

    /** Follows {@code appendfsync}. */
    public void syncPolicy(SyncPolicy value) {
        flow.policy(value);
    }

    // --- input ---

    /** Begins to serve a connection's input; its replies go to its session's output until {@link #endInput}. */
    public void beginInput(GatedOutput output) {
        openTick();
        keyspace.tick(clock.millis());
        Session session = output.session();
        session.lastActiveMillis(keyspace.nowMillis());
        serving = output;
        reply.begin(session.output(), session.protocol());
    }

    /** What runs until the first command's end counts as that command's time; each other one's begins with the end of the last. */
    public void startClock() {
        runner.startClock();
    }

    /** Looks keys up together before the requests that name them run, so that the waits for memory overlap. */
    public void lookAhead(int database, ByteSlice[] keys, int count) {
        keyspace.database(database).prefetch(keys, count);
    }

    /** Runs a request; false when it has to wait, and comes again after {@link Session}'s output is resumed. */
    public boolean run(GatedOutput output, Request request) {
        Session session = output.session();
        if (standsStill() || !runner.run(session, request)) {
            flow.await(session);
            return false;
        }
        session.protocol(reply.protocol());
        waits.serveReady();
        if (effectLog.isLarge()) {
            flow.submit();
        }
        return true;
    }

    /** Answers a connection outside a command: a broken stream, or a refusal to serve. */
    public ReplyWriter reply() {
        return reply;
    }

    /** Whether what the command that is being run has written so far may leave before its end. */
    public boolean mayLeave(GatedOutput output) {
        return output == serving && runner.isReading() && flow.isOpenTo(output.session());
    }

    /** Ends the input of a connection: its replies leave at the end of the tick. */
    public void endInput(GatedOutput output) {
        reply.end();
        serving = null;
        active.add(output);
    }

    // --- the end of a tick ---

    private void openTick() {
        if (!tickOpen) {
            tickOpen = true;
            tickStartNanos = System.nanoTime();
            loop.atTickEnd(endTick);
        }
    }

    private void endTick() {
        tickOpen = false;
        long startNanos = tickStartNanos;
        try {
            finishTick();
        } finally {
            observer.tick(System.nanoTime() - startNanos);
        }
    }

    private void finishTick() {
        waits.serveReady();
        if (mayGatherMore()) {
            loop.execute(openTick);
        } else {
            flow.submit();
        }
        flow.answer(active);
        active.clear();
        for (Runnable task = laterTasks.poll(); task != null; task = laterTasks.poll()) {
            task.run();
        }
        if (!standsStill() && !writeRefusal.isDoubtful()) {
            work();
        }
    }

    /** Whether no command runs any more, and nothing else changes data: the server ends. */
    boolean standsStill() {
        return draining || faults.isEnding();
    }

    /** Whether the batch waits for one more turn of the loop, which does not sleep before it. */
    private boolean mayGatherMore() {
        long appended = effectLog.appended();
        boolean more =
                flow.syncsEachBatch()
                        && effectLog.hasEffects()
                        && appended != appendedLastTick
                        && gatheringTurns < MOST_GATHERING_TURNS
                        && laterTasks.isEmpty()
                        && !standsStill();
        appendedLastTick = appended;
        gatheringTurns = more ? gatheringTurns + 1 : 0;
        return more;
    }

    private void work() {
        boolean more = false;
        for (int i = 0; i < works.size(); i++) {
            more |= works.get(i).work();
        }
        if (more || waits.isAnyReady()) {
            loop.execute(openTick);
        }
    }

    /**
     * Hands what was gathered so far to the log, so that the next batch begins here; false when that cannot be now: the
     * log has no room, or a transaction is under way.
     */
    public boolean handOver() {
        if (effectLog.isInTransaction()) {
            return false;
        }
        return flow.submit();
    }

    /** Runs no further command and hands what was gathered to the log; false when the log has no room yet. */
    public boolean drain() {
        draining = true;
        return flow.submit();
    }

    /** Lets the replies go that the log has reached; after it was closed, that is all that it will. */
    public void releaseReplies() {
        flow.release();
    }

    /** Starts what happens by the clock: deadlines, of keys, waits and pauses, and the return of freed memory. */
    public void start() {
        loop.repeat(this::onClock, 10);
    }

    private void onClock() {
        keyspace.tick(clock.millis());
        long now = keyspace.nowMillis();
        if (keyspace.nextExpiryMillis() <= now || keyspace.isReleaseDue()) {
            openTick();
        }
        waits.onClock(now);
        if (admission.pausedUntilMillis() != 0 && admission.pausedUntilMillis() <= now) {
            unpause();
        }
    }

    @Override
    public void runQueued(Session session) {
        runner.runQueued(session);
    }

    @Override
    public void runNested(Session session, byte[][] arguments) {
        runner.runNested(session, arguments);
    }

    @Override
    public void block(Session session, Blocker blocker) {
        waits.block(session, blocker);
    }

    @Override
    public void blockOnKeys(Session session, Request request, KeyWait wait) {
        waits.blockOnKeys(session, request, wait);
    }

    @Override
    public int awaitedKeys(boolean minding) {
        return waits.awaitedKeys(minding);
    }

    @Override
    public void unblock(Session session, ReplyAction last) {
        waits.unblock(session, last);
    }

    /** Something was written to this session outside its own input. */
    void replied(Session session) {
        if (session.output() instanceof GatedOutput output) {
            openTick();
            active.add(output);
        }
    }

    @Override
    public LogStatus logStatus() {
        return effectLog.log() == null ? null : effectLog.log().status();
    }

    @Override
    public void answer(Session session, ReplyAction action) {
        if (session.output() == serving) {
            action.write(reply);
        } else {
            asideReply.begin(session.output(), session.protocol());
            action.write(asideReply);
            asideReply.end();
            replied(session);
        }
    }

    @Override
    public void pause(long untilMillis, boolean writesOnly) {
        admission.pause(untilMillis, writesOnly);
    }

    @Override
    public void unpause() {
        admission.unpause();
        flow.resumeWaiting();
    }

    @Override
    public long pausedUntilMillis() {
        return admission.pausedUntilMillis();
    }

    @Override
    public boolean isPausedForWritesOnly() {
        return admission.isPausedForWritesOnly();
    }

    @Override
    public long executedPosition() {
        return effectLog.end();
    }

    @Override
    public long durablePosition() {
        return flow.durablePosition();
    }

    @Override
    public void whenDurable(long position, Runnable then) {
        flow.whenDurable(position, then);
        later(
                () -> {
                    if (effectLog.log() != null) {
                        effectLog.log().requestSync();
                    }
                });
    }

    @Override
    public boolean isLogging() {
        return effectLog.isLogging();
    }

    @Override
    public boolean isLoading() {
        return admission.isLoading();
    }

    @Override
    public long nowMicros() {
        return clock.micros();
    }

    @Override
    public long uptimeSeconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
    }

    @Override
    public void later(Runnable task) {
        laterTasks.add(task);
        openTick();
    }

    /** Repeats a logged command; for recovery, before the server is open. */
    public boolean replay(Session session, Request request) {
        reply.begin(session.output(), 2);
        boolean known = runner.replay(session, request);
        reply.end();
        return known;
    }

    /** The ear for the log, called on its threads; see {@link LogFlow#listener}. */
    public LogListener logListener(
            LongConsumer snapshots, Runnable ending, Consumer<String> serverLog) {
        return flow.listener(snapshots, ending, serverLog);
    }
}

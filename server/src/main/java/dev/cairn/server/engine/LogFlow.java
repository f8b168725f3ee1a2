// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.aof.CommandLog;
import dev.cairn.aof.LogListener;
import dev.cairn.aof.SyncPolicy;
import dev.cairn.server.session.Session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * What flows between the command thread and the log: batches of effects go out, and the news of how far the log has come let
 * go whatever waits for them: held replies, tasks that want durability, and sessions whose writes found the log full.
 *
 * <p>The command thread owns it. The log's threads only see whether news are wanted, and wake the loop if so; who starts to
 * wait therefore first says that it wants news, then looks once more, so that none is missed.
 */
final class LogFlow {
    private final GuardedLoop loop;
    private final EffectLog effectLog;
    private final Admission admission;
    private final WriteRefusal refusal;
    private final ReplyGate gate = new ReplyGate();
    private final DurableWaits durableWaits = new DurableWaits();
    private final List<Session> waiting = new ArrayList<>();
    private final Runnable moved;
    private final Runnable resumeWaiting;
    private volatile SyncPolicy policy = SyncPolicy.EVERYSEC;

    /** Whether the log's threads are to wake the loop. Set by the command thread, read by theirs. */
    private volatile boolean wantsNews;

    LogFlow(GuardedLoop loop, EffectLog effectLog, Admission admission, WriteRefusal refusal) {
        this.loop = loop;
        this.moved = loop.guarded(this::moved);
        this.resumeWaiting = loop.guarded(this::resumeWaiting);
        this.effectLog = effectLog;
        this.admission = admission;
        this.refusal = refusal;
    }

    /** Follows {@code appendfsync}. */
    void policy(SyncPolicy value) {
        policy = value;
        admission.durableReads(value == SyncPolicy.ALWAYS ? this::durablePosition : null);
        if (effectLog.log() != null) {
            effectLog.log().syncPolicy(value);
        }
    }

    /** Whether a batch is synced before its replies leave. */
    boolean syncsEachBatch() {
        return policy == SyncPolicy.ALWAYS;
    }

    // --- out ---

    /** Hands what was gathered to the log; false when the log has no room yet. Whoever finds room lets the others go on. */
    boolean submit() {
        boolean full = !effectLog.submit();
        if (full) {
            wantsNews = true;
            full = !effectLog.submit();
        }
        if (admission.isLogFull() && !full) {
            loop.execute(resumeWaiting);
        }
        admission.logFull(full);
        return !full;
    }

    /** Sends what the tick wrote for each of these, or holds it until the log has come as far as it must. */
    void answer(List<GatedOutput> outputs) {
        long end = effectLog.end();
        long released = released();
        for (int i = 0; i < outputs.size(); i++) {
            GatedOutput output = outputs.get(i);
            Session session = output.session();
            if (output.isHolding() || session.gatePosition() > released) {
                gate.hold(output, end);
            } else {
                output.send();
            }
            session.clearGate();
        }
        watch();
    }

    // --- who waits ---

    /** The session's request comes again when the log has room, or the pause that stopped it is over. */
    void await(Session session) {
        waiting.add(session);
        wantsNews = true;
    }

    void resumeWaiting() {
        List<Session> resumed = new ArrayList<>(waiting);
        waiting.clear();
        for (Session session : resumed) {
            session.output().resume();
        }
    }

    void whenDurable(long position, Runnable then) {
        durableWaits.add(position, then);
        wantsNews = true;
    }

    private void watch() {
        wantsNews = isAwaited();
        if (wantsNews) {
            release();
        }
    }

    private boolean isAwaited() {
        return !gate.isEmpty() || admission.isLogFull() || !durableWaits.isEmpty();
    }

    // --- the log's news ---

    private void moved() {
        release();
        if (admission.isLogFull()) {
            submit();
        }
        watch();
    }

    /** Lets go what the log has reached by now. */
    void release() {
        gate.release(released());
        durableWaits.run(durablePosition());
    }

    /** Whether nothing that this session has done so far waits for the log. */
    boolean isOpenTo(Session session) {
        return session.gatePosition() <= released();
    }

    private long released() {
        CommandLog log = effectLog.log();
        if (log == null) {
            return Long.MAX_VALUE;
        }
        return policy == SyncPolicy.ALWAYS ? log.durablePosition() : log.appendedPosition();
    }

    long durablePosition() {
        return effectLog.log() == null ? 0 : effectLog.log().durablePosition();
    }

    /**
     * The ear for the log: called on its threads.
     *
     * @param snapshots is told, on the command thread, the position that one must cover
     * @param ending is run, on the command thread, when the log has ended and the server is to end with it
     * @param serverLog is told, on the command thread, when writes begin to be refused, and when they go on
     */
    LogListener listener(LongConsumer snapshots, Runnable ending, Consumer<String> serverLog) {
        return new LogListener() {
            @Override
            public void appended(long position) {
                if (policy != SyncPolicy.ALWAYS) {
                    wake();
                }
            }

            @Override
            public void durable(long position) {
                wake();
            }

            @Override
            public void refused(String reason) {
                loop.execute(
                        () -> {
                            refusal.log(reason);
                            serverLog.accept("Writes are refused, reads go on: " + reason);
                        });
            }

            @Override
            public void accepting() {
                loop.execute(
                        () -> {
                            refusal.log(null);
                            serverLog.accept("The log takes writes again");
                            moved();
                        });
            }

            @Override
            public void snapshotNeeded(long position) {
                loop.execute(() -> snapshots.accept(position));
            }

            @Override
            public void ended(String reason) {
                loop.execute(
                        () -> {
                            refusal.log(reason);
                            serverLog.accept(
                                    "The server ends, because its log cannot go on; the next start"
                                            + " recovers what was acknowledged. "
                                            + reason);
                            ending.run();
                        });
            }

            @Override
            public void rolled(long segmentFirstPosition) {
                // Whoever drops segments asks the log's status.
            }
        };
    }

    private void wake() {
        if (wantsNews) {
            wantsNews = false;
            loop.execute(moved);
        }
    }
}

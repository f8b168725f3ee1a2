// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.Session;
import dev.cairn.storage.Evictor;
import dev.cairn.storage.Keyspace;

import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Decides whether a command may run now: whether the client may, whether there is memory, whether the log takes writes,
 * and whether clients are paused. The command thread owns it.
 */
public final class Admission {
    private static final Set<String> INSIDE_TRANSACTION =
            Set.of("exec", "discard", "quit", "reset");

    /** At most this many keys go for one command, so that no command is slow because of others. */
    private static final int EVICTED_PER_COMMAND = 64;

    /** Many more go when the limit is exceeded by more than one part in this many, so that long values cannot outrun it. */
    private static final int TOLERATED_PART = 256;

    private static final int EVICTED_IN_NEED = 512;

    private final EffectLog log;
    private final WriteRefusal writeRefusal;
    private boolean loading;
    private boolean passwordNeeded;
    private boolean logFull;
    private boolean durableReads;
    private ProtectedCommands protectedCommands = (session, entry) -> null;
    private long pausedUntilMillis;
    private boolean pausedWritesOnly;
    private final Keyspace keyspace;

    /** Says whether a protected command ({@code DEBUG}, {@code MODULE}) may run. */
    @FunctionalInterface
    public interface ProtectedCommands {
        /** The refusal, or null. */
        ReplyError refusal(Session session, CommandEntry entry);
    }

    public Admission(Keyspace keyspace, EffectLog log, WriteRefusal writeRefusal) {
        this.keyspace = keyspace;
        this.log = log;
        this.writeRefusal = writeRefusal;
    }

    /** Whether the data set is being loaded: only commands that say so run. */
    public void loading(boolean value) {
        loading = value;
    }

    public boolean isLoading() {
        return loading;
    }

    /** Whether clients must authenticate: {@code requirepass} is set. */
    public void passwordNeeded(boolean value) {
        passwordNeeded = value;
    }

    public boolean isPasswordNeeded() {
        return passwordNeeded;
    }

    public void protectedCommands(ProtectedCommands rule) {
        protectedCommands = rule;
    }

    /** The log's ring is full: writes wait, reads go on. */
    void logFull(boolean value) {
        logFull = value;
    }

    boolean isLogFull() {
        return logFull;
    }

    /** Reads wait until the last write of their key is durable: {@code appendfsync always}; null: they wait for nothing. */
    void durableReads(LongSupplier durablePosition) {
        durableReads = durablePosition != null;
        keyspace.fence().watch(durablePosition);
    }

    boolean readsWaitForDurability() {
        return durableReads;
    }

    void pause(long untilMillis, boolean writesOnly) {
        pausedWritesOnly =
                pausedUntilMillis > keyspace.nowMillis()
                        ? pausedWritesOnly && writesOnly
                        : writesOnly;
        pausedUntilMillis = Math.max(pausedUntilMillis, untilMillis);
    }

    void unpause() {
        pausedUntilMillis = 0;
    }

    long pausedUntilMillis() {
        return pausedUntilMillis;
    }

    boolean isPausedForWritesOnly() {
        return pausedWritesOnly;
    }

    /** Whether the session may send long requests: it has authenticated or need not. */
    public boolean isAuthenticated(Session session) {
        return !passwordNeeded || session.isAuthenticated();
    }

    /** Tells what clients' buffers take at the moment: it counts against the limit of memory. */
    public void clientBytes(long bytes) {
        keyspace.evictor().outsideBytes(bytes);
    }

    /** Why the command is refused, or null. */
    ReplyError refusal(Session session, CommandEntry entry, Request request) {
        if (entry.has(CommandFlag.PROTECTED)) {
            ReplyError refusal = protectedCommands.refusal(session, entry);
            if (refusal != null) {
                return refusal;
            }
        }
        if (isOutOfMemory() && has(session, entry, CommandFlag.DENYOOM)) {
            return ReplyError.OUT_OF_MEMORY;
        }
        if (has(session, entry, CommandFlag.WRITE)) {
            ReplyError refusal = writeRefusal.current();
            if (refusal != null) {
                return refusal;
            }
        }
        if (loading && !entry.has(CommandFlag.LOADING)) {
            return ReplyError.LOADING;
        }
        if (session.isMonitor()
                && (entry.has(CommandFlag.WRITE) || entry.has(CommandFlag.READONLY))) {
            return ReplyError.MONITOR_ONLY;
        }
        return null;
    }

    /** Whether memory is short and no key may go; removes some keys when the limit is exceeded. */
    private boolean isOutOfMemory() {
        if (keyspace.config().maxmemoryBytes() == 0) {
            return false;
        }
        Evictor evictor = keyspace.evictor();
        if (!evictor.observeLimit()) {
            return false;
        }
        boolean need = evictor.excessBytes() > keyspace.config().maxmemoryBytes() / TOLERATED_PART;
        return !evictor.freeFor(need ? EVICTED_IN_NEED : EVICTED_PER_COMMAND)
                && !evictor.canEvict();
    }

    /** Whether the command has this flag, or it is {@code EXEC} and one of those that it runs has it. */
    private static boolean has(Session session, CommandEntry entry, CommandFlag flag) {
        return entry.has(flag)
                || (session.transaction().has(flag) && entry.fullName().equals("exec"));
    }

    boolean runsInsideTransaction(CommandEntry entry) {
        return INSIDE_TRANSACTION.contains(entry.fullName());
    }

    /** Whether the command may not run yet: the log takes nothing more for now, or clients are paused. */
    boolean mustWait(Session session, CommandEntry entry) {
        boolean writes =
                has(session, entry, CommandFlag.WRITE)
                        || has(session, entry, CommandFlag.MAY_REPLICATE);
        if (logFull && writes && log.isLogging()) {
            return true;
        }
        return pausedUntilMillis > 0
                && pausedUntilMillis > keyspace.nowMillis()
                && (!pausedWritesOnly || writes)
                && !entry.has(CommandFlag.ADMIN)
                && !entry.fullName().startsWith("client|");
    }
}

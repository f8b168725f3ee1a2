// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.aof.CommandLog;
import dev.cairn.aof.LogBatch;
import dev.cairn.server.resp.AsciiNumbers;
import dev.cairn.storage.memory.ByteSlice;

import java.nio.charset.StandardCharsets;

/**
 * Gathers the effects of a tick in one batch and hands it to the command log.
 *
 * <p>A batch begins with a {@code SELECT}, so each can be read by itself; the effects of a transaction stand between
 * {@code MULTI} and {@code EXEC} when they are more than one command. A batch is handed over at the end of the tick, or
 * between two commands once it is large. The command thread owns it.
 */
public final class EffectLog {
    private static final int LARGE_BATCH_BYTES = 1 << 20;
    private static final byte[] SELECT = ascii("*2\r\n$6\r\nSELECT\r\n$");
    private static final byte[] MULTI = ascii("*1\r\n$5\r\nMULTI\r\n");
    private static final byte[] EXEC = ascii("*1\r\n$4\r\nEXEC\r\n");
    private static final byte[] DEL = ascii("*2\r\n$3\r\nDEL\r\n$");
    private static final byte[] LINE_END = ascii("\r\n");

    private final byte[] digits = new byte[AsciiNumbers.MAX_LENGTH];
    private CommandLog log;
    private LogBatch batch;
    private int batchDatabase = -1;
    private boolean muted;
    private boolean inTransaction;
    private int transactionStart;
    private int transactionCommands;
    private long appended;

    /** Effects go to this log from now on; null for {@code appendonly no}. */
    public void attach(CommandLog target) {
        assert batch == null : "a batch is still under way";
        log = target;
    }

    /** The log, or null. */
    public CommandLog log() {
        return log;
    }

    /** Whether effects are kept: there is a log and it is not being replayed. */
    public boolean isLogging() {
        return log != null && !muted;
    }

    /** Drops effects: while the log itself is being replayed. */
    public void mute(boolean value) {
        muted = value;
    }

    /** The position behind everything executed so far. */
    public long end() {
        if (log == null) {
            return 0;
        }
        // A batch without effects holds a SELECT at most, and is never handed over: nobody may wait
        // for it.
        return log.submittedPosition() + (hasEffects() ? batch.length() : 0);
    }

    /** Whether there is a batch with something in it that is not handed over yet. */
    boolean hasEffects() {
        return batch != null && batch.commandCount() > 0;
    }

    /** Whether a transaction is under way: its batch must not be handed over yet. */
    boolean isInTransaction() {
        return inTransaction;
    }

    /** How many effects have been added, ever. */
    public long appended() {
        return appended;
    }

    /** Adds one command, or several that stand one after the other, given as RESP. */
    void append(int database, byte[] resp, int offset, int length, int commands, long nowMillis) {
        begin(database, nowMillis);
        batch.append(resp, offset, length);
        count(commands);
    }

    /** Adds several commands that belong together. */
    void appendTogether(
            int database, byte[] resp, int offset, int length, int commands, long nowMillis) {
        boolean wrap = commands > 1 && !inTransaction;
        begin(database, nowMillis);
        if (wrap) {
            raw(MULTI);
        }
        batch.append(resp, offset, length);
        if (wrap) {
            raw(EXEC);
        }
        count(commands);
    }

    /** Adds the removal of a key that expired or was evicted. */
    void appendRemoval(int database, ByteSlice key, long nowMillis) {
        begin(database, nowMillis);
        raw(DEL);
        number(key.length());
        batch.append(key.array(), key.offset(), key.length());
        raw(LINE_END);
        count(1);
    }

    /** What follows, until {@link #endTransaction}, is one transaction. */
    void beginTransaction(int database, long nowMillis) {
        if (!isLogging()) {
            return;
        }
        begin(database, nowMillis);
        inTransaction = true;
        transactionStart = batch.length();
        transactionCommands = 0;
    }

    /** Puts MULTI and EXEC around the transaction's effects, if there are several. */
    void endTransaction() {
        if (!inTransaction) {
            return;
        }
        inTransaction = false;
        if (transactionCommands > 1) {
            int length = batch.length() - transactionStart;
            batch.ensureWritable(MULTI.length);
            byte[] array = batch.array();
            System.arraycopy(
                    array, transactionStart, array, transactionStart + MULTI.length, length);
            System.arraycopy(MULTI, 0, array, transactionStart, MULTI.length);
            batch.setLength(batch.length() + MULTI.length);
            raw(EXEC);
        }
    }

    /**
     * Takes back what was added since {@link #end} and {@link #appended} said this, and ends a transaction that began since.
     * What was handed over meanwhile stays.
     */
    void rewind(long toEnd, long toAppended) {
        inTransaction = false;
        if (batch == null) {
            return;
        }
        long kept = toEnd - log.submittedPosition();
        if (kept > 0) {
            int added = (int) (appended - toAppended);
            batch.truncate((int) kept, batch.commandCount() - added);
        } else {
            batch.clear();
        }
        // What comes next selects its database again.
        batchDatabase = -1;
    }

    /** Whether the batch is large enough to be handed over before the tick ends. */
    boolean isLarge() {
        return batch != null && batch.length() >= LARGE_BATCH_BYTES && !inTransaction;
    }

    /** Hands the batch over; false when the log takes no more for now. */
    boolean submit() {
        if (batch == null) {
            return true;
        }
        if (batch.commandCount() == 0) {
            // A transaction without effects leaves a SELECT alone.
            batch.clear();
            batchDatabase = -1;
            return true;
        }
        if (!log.trySubmit(batch)) {
            return false;
        }
        batch = null;
        batchDatabase = -1;
        return true;
    }

    private void begin(int database, long nowMillis) {
        if (batch == null) {
            batch = log.borrow();
        }
        if (batch.length() == 0) {
            batch.wallTimeMillis(nowMillis);
        }
        if (database != batchDatabase) {
            raw(SELECT);
            int count = AsciiNumbers.length(database);
            number(count);
            number(database);
            batchDatabase = database;
        }
    }

    private void count(int commands) {
        for (int i = 0; i < commands; i++) {
            batch.countCommand();
        }
        transactionCommands += commands;
        appended += commands;
    }

    private void number(int value) {
        batch.append(digits, 0, AsciiNumbers.write(value, digits, 0));
        raw(LINE_END);
    }

    private void raw(byte[] bytes) {
        batch.append(bytes, 0, bytes.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

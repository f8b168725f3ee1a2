// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.valkey;

import dev.cairn.aof.FileFault;
import dev.cairn.aof.LogException;
import dev.cairn.aof.ReplayHandler;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a file of commands as Valkey appends them, RESP arrays of bulk strings with {@code #} annotations between them,
 * and hands them over as they stand, in batches of whole commands. A transaction is never split.
 *
 * <p>A file may end in the middle of a command or of a transaction: that is how a crash leaves it. What is whole
 * before is handed over, and the caller is told where it ends.
 */
public final class ValkeyAofReader {
    private static final int BATCH_BYTES = 64 * 1024;

    /** Valkey's limits for one request: a million arguments, half a gibibyte each. */
    private static final int MAX_ARGUMENTS = 1024 * 1024;

    private static final int MAX_ARGUMENT_BYTES = 512 << 20;
    private static final int MAX_BATCH_BYTES = Integer.MAX_VALUE - 8;
    private static final int MAX_LINE_BYTES = 1024;
    private static final int MILLIS_PER_SECOND = 1000;

    private final Path file;
    private final InputStream in;
    private final ReplayHandler handler;
    private final long fileBytes;

    /** Whole commands from {@code batchOffset} on, then the one that is being read. */
    private byte[] bytes = new byte[2 * BATCH_BYTES];

    private int read;
    private int parsed;
    private long batchOffset;
    private int commands;
    private boolean inTransaction;
    private int transactionAt;
    private int transactionCommands;

    /** Bytes of annotations within the transaction. */
    private int transactionCut;

    /** Where the command or annotation at hand begins. */
    private int commandAt;

    private long wallTimeMillis;

    private ValkeyAofReader(Path file, InputStream in, ReplayHandler handler, long fileBytes) {
        this.file = file;
        this.in = in;
        this.handler = handler;
        this.fileBytes = fileBytes;
    }

    /**
     * Hands over all whole commands of a file from an offset on: {@code position} is the offset in the file, the wall
     * time that of the last {@code #TS} annotation, or 0. Returns where the whole commands end: the file's length, unless
     * it is cut off.
     */
    public static long read(Path file, long from, ReplayHandler handler) throws LogException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            ValkeyAofReader reader = new ValkeyAofReader(file, in, handler, Files.size(file));
            reader.batchOffset = from;
            return reader.readAll();
        } catch (IOException e) {
            throw new LogException(
                    "The append-only file " + file + " cannot be read: " + FileFault.reason(e), e);
        }
    }

    private long readAll() throws IOException, LogException {
        try {
            while (parsed < read || fill(1)) {
                if (bytes[parsed] == '#') {
                    annotation();
                } else {
                    command();
                }
                if (parsed >= BATCH_BYTES && !inTransaction) {
                    hand(parsed);
                }
            }
        } catch (EOFException e) {
            // The command that is cut off begins where the last whole one ends.
            parsed = commandAt;
        }
        if (inTransaction) {
            parsed = transactionAt;
            commands = transactionCommands;
            batchOffset -= transactionCut;
        }
        long end = batchOffset + parsed;
        hand(parsed);
        handler.progress(fileBytes, fileBytes);
        return end;
    }

    private void hand(int length) throws LogException {
        if (commands > 0) {
            handler.batch(batchOffset, wallTimeMillis, bytes, length, commands);
        }
        handler.progress(batchOffset + length, fileBytes);
        System.arraycopy(bytes, length, bytes, 0, read - length);
        read -= length;
        parsed -= length;
        batchOffset += length;
        commands = 0;
        if (bytes.length > 4 * BATCH_BYTES && read < BATCH_BYTES) {
            bytes = Arrays.copyOf(bytes, 2 * BATCH_BYTES);
        }
    }

    /** An annotation is not for replay: what came before is handed over, and it is cut out. */
    private void annotation() throws IOException, LogException {
        commandAt = parsed;
        int from = parsed;
        int end = line(from);
        if (!inTransaction) {
            hand(from);
            end -= from;
            from = 0;
        }
        if (end - from > 4 && bytes[from + 1] == 'T' && bytes[from + 2] == 'S') {
            wallTimeMillis = number(from + 4, end - 2) * MILLIS_PER_SECOND;
        }
        cutOut(from, end);
    }

    /** Removes bytes that are no command; offsets behind them stay true through the batch's own. */
    private void cutOut(int from, int end) {
        System.arraycopy(bytes, end, bytes, from, read - end);
        read -= end - from;
        parsed = from;
        batchOffset += end - from;
        transactionCut += end - from;
    }

    private void command() throws IOException, LogException {
        commandAt = parsed;
        if (bytes[parsed] != '*') {
            throw damaged(
                    "'" + (char) (bytes[parsed] & 0xff) + "' where a command begins with '*'");
        }
        int end = line(parsed);
        long count = number(parsed + 1, end - 2);
        if (count < 1 || count > MAX_ARGUMENTS) {
            throw damaged("a command of " + count + " arguments");
        }
        int nameAt = 0;
        int nameLength = 0;
        int at = end;
        for (long i = 0; i < count; i++) {
            require(at, 1);
            if (bytes[at] != '$') {
                throw damaged(
                        "'" + (char) (bytes[at] & 0xff) + "' where an argument begins with '$'");
            }
            int begin = line(at);
            long length = number(at + 1, begin - 2);
            if (length < 0 || length > MAX_ARGUMENT_BYTES) {
                throw damaged("an argument of " + length + " bytes");
            }
            require(begin, (int) length + 2);
            at = begin + (int) length + 2;
            if (bytes[at - 2] != '\r' || bytes[at - 1] != '\n') {
                throw damaged("an argument without its line end");
            }
            if (i == 0) {
                nameAt = begin;
                nameLength = (int) length;
            }
        }
        commandIs(nameAt, nameLength);
        commands++;
        parsed = at;
    }

    private void commandIs(int nameAt, int nameLength) {
        if (!inTransaction && isWord(nameAt, nameLength, "MULTI")) {
            inTransaction = true;
            transactionAt = parsed;
            transactionCommands = commands;
            transactionCut = 0;
        } else if (inTransaction && isWord(nameAt, nameLength, "EXEC")) {
            inTransaction = false;
        }
    }

    private boolean isWord(int at, int length, String upper) {
        if (length != upper.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((bytes[at + i] & ~0x20) != upper.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the line that begins here ends, its line end included. */
    private int line(int from) throws IOException, LogException {
        for (int at = from; at - from < MAX_LINE_BYTES; at++) {
            require(at, 1);
            if (bytes[at] == '\n') {
                if (at == from || bytes[at - 1] != '\r') {
                    throw damaged("a line without its line end");
                }
                return at + 1;
            }
        }
        throw damaged("a line of more than " + MAX_LINE_BYTES + " bytes");
    }

    private long number(int from, int end) throws LogException {
        boolean negative = from < end && bytes[from] == '-';
        long value = 0;
        int digits = negative ? from + 1 : from;
        if (digits >= end || end - digits > 18) {
            throw damaged("a length that is no number");
        }
        for (int at = digits; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                throw damaged("a length that is no number");
            }
            value = 10 * value + digit;
        }
        return negative ? -value : value;
    }

    private void require(int from, int count) throws IOException, LogException {
        long needed = (long) from + count - read;
        if (needed > 0 && !fill(needed)) {
            throw new EOFException();
        }
    }

    /** Reads on; the buffer grows with what has really come, never with what was announced. */
    private boolean fill(long needed) throws IOException, LogException {
        long wanted = needed;
        while (wanted > 0) {
            if (read == bytes.length) {
                if (read == MAX_BATCH_BYTES) {
                    throw damaged("commands of more than " + MAX_BATCH_BYTES + " bytes together");
                }
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * read, MAX_BATCH_BYTES));
            }
            int count = in.read(bytes, read, bytes.length - read);
            if (count < 0) {
                return false;
            }
            read += count;
            wanted -= count;
        }
        return true;
    }

    private LogException damaged(String what) {
        return new LogException(
                "The append-only file "
                        + file
                        + " is damaged at byte "
                        + (batchOffset + commandAt)
                        + ": "
                        + what
                        + "; valkey-check-aof can cut it there");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.resp;

import java.nio.charset.StandardCharsets;

/**
 * An error that a client can be told: a code, which clients act on, and words for people.
 *
 * <p>The texts are Valkey's, to the letter: clients and test suites compare them.
 */
public final class ReplyError {
    public static final ReplyError MEMORY_EXHAUSTED =
            of(
                    "OOM the memory that is reserved for data is used up; the command was done in"
                            + " part or not at all");
    public static final ReplyError SYNTAX = of("ERR syntax error");
    public static final ReplyError WRONG_TYPE =
            of("WRONGTYPE Operation against a key holding the wrong kind of value");
    public static final ReplyError NOT_AN_INTEGER =
            of("ERR value is not an integer or out of range");
    public static final ReplyError NOT_A_FLOAT = of("ERR value is not a valid float");
    public static final ReplyError NO_SUCH_KEY = of("ERR no such key");
    public static final ReplyError OUT_OF_RANGE = of("ERR value is out of range");
    public static final ReplyError MUST_BE_POSITIVE =
            of("ERR value is out of range, must be positive");
    public static final ReplyError INDEX_OUT_OF_RANGE = of("ERR index out of range");
    public static final ReplyError INVALID_CURSOR = of("ERR invalid cursor");
    public static final ReplyError INVALID_DB_INDEX = of("ERR invalid DB index");
    public static final ReplyError DB_INDEX_OUT_OF_RANGE = of("ERR DB index is out of range");
    public static final ReplyError SAME_OBJECT =
            of("ERR source and destination objects are the same");
    public static final ReplyError BUSY_KEY = of("BUSYKEY Target key name already exists.");
    public static final ReplyError NO_AUTH = of("NOAUTH Authentication required.");
    public static final ReplyError EXEC_ABORT =
            of("EXECABORT Transaction discarded because of previous errors.");
    public static final ReplyError OUT_OF_MEMORY =
            of("OOM command not allowed when used memory > 'maxmemory'.");
    public static final ReplyError LOADING = of("LOADING Valkey is loading the dataset in memory");
    public static final ReplyError STRING_TOO_LONG =
            of("ERR string exceeds maximum allowed size (proto-max-bulk-len)");

    public static final ReplyError MONITOR_ONLY =
            of("ERR Replica can't interact with the keyspace");

    public static final ReplyError DEBUG_NOT_ALLOWED =
            of(
                    "ERR DEBUG command not allowed. If the enable-debug-command option is set to"
                        + " \"local\", you can run it from a local connection, otherwise you need"
                        + " to set this option in the configuration file, and then restart the"
                        + " server.");

    private final String code;
    private final String text;
    private final byte[] encoded;

    private ReplyError(String text) {
        this.text = text;
        int space = text.indexOf(' ');
        this.code = space < 0 ? text : text.substring(0, space);
        this.encoded = ("-" + text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * An error with this text, which begins with its code. Line breaks become spaces, as an error is one line.
     *
     * @param text Latin-1: each character is one byte of the reply
     */
    public static ReplyError of(String text) {
        return new ReplyError(text.replace('\r', ' ').replace('\n', ' '));
    }

    /** {@code EXECABORT ...}: why a transaction was not run; a plain {@code ERR} of the reason is not repeated. */
    public static ReplyError transactionDiscarded(ReplyError reason) {
        String words = reason.code.equals("ERR") ? reason.text.substring(4) : reason.text;
        return of("EXECABORT Transaction discarded because of: " + words);
    }

    /** {@code ERR wrong number of arguments for '...' command}. */
    public static ReplyError wrongArity(String fullName) {
        return of("ERR wrong number of arguments for '" + fullName + "' command");
    }

    /** {@code ERR Command '...' not allowed inside a transaction}. */
    public static ReplyError deniedInTransaction(String fullName) {
        return of("ERR Command '" + fullName + "' not allowed inside a transaction");
    }

    /** The first word, by which {@code INFO errorstats} counts. */
    public String code() {
        return code;
    }

    /** The code and the words. */
    public String text() {
        return text;
    }

    byte[] encoded() {
        return encoded;
    }

    @Override
    public String toString() {
        return text;
    }
}

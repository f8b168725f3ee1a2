// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

/** The names of facts about a file. Readers skip those that they do not know. */
public final class RdbAux {
    /** The version of Valkey whose behaviour the writer has. */
    public static final String VALKEY_VERSION = "valkey-ver";

    /** The same in files that Redis is to read. */
    public static final String REDIS_VERSION = "redis-ver";

    /** Width of a pointer. */
    public static final String BITS = "redis-bits";

    /** When the file was begun, Unix time in seconds. */
    public static final String CREATED_SECONDS = "ctime";

    /** Memory in use when the file was begun, bytes. */
    public static final String USED_MEMORY = "used-mem";

    /** Whether the file is the base of an AOF folder: 0 or 1. */
    public static final String AOF_BASE = "aof-base";

    /** The position in the command log whose state the file is. */
    public static final String LOG_POSITION = "cairn-log-position";

    /** The identity of the data directory that the position belongs to. */
    public static final String DATA_ID = "cairn-data-id";

    /** Whether the log lost what it had promised before the position: the file holds it instead. */
    public static final String LOG_LOST = "cairn-log-lost";

    private RdbAux() {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

/**
 * The bytes that stand where a type byte could stand and say something else: what follows is not a value but a fact about
 * the file, the database or the next key. They count down from 255 while types count up from 0.
 */
public final class Opcode {
    /** Valkey 9: slot import job. Redis 8.6 uses the same number for per-key metadata. */
    public static final int SLOT_IMPORT = 243;

    /** Redis in cluster mode: three lengths that hint at a slot's size. */
    public static final int SLOT_INFO = 244;

    /** One string: the source of a function library. */
    public static final int FUNCTION2 = 245;

    /** Function libraries of release candidates of Redis 7.0; nobody reads them. */
    public static final int FUNCTION_PRE_GA = 246;

    /** Data of a module that belongs to no key. */
    public static final int MODULE_AUX = 247;

    /** A length: seconds since the next key was used. Written under an LRU policy. */
    public static final int IDLE = 248;

    /** One byte: the logarithmic use counter of the next key. Written under an LFU policy. */
    public static final int FREQ = 249;

    /** Two strings: a fact about the file. Readers skip names that they do not know. */
    public static final int AUX = 250;

    /** Two lengths: keys in this database, and how many of them expire. */
    public static final int RESIZEDB = 251;

    /** Eight bytes, little-endian: the next key expires at this Unix time in milliseconds. */
    public static final int EXPIRETIME_MS = 252;

    /** Four bytes, little-endian: the next key expires at this Unix time in seconds. */
    public static final int EXPIRETIME = 253;

    /** One length: the keys that follow live in this database. */
    public static final int SELECTDB = 254;

    /** The end; eight bytes of checksum follow from version 5 on. */
    public static final int EOF = 255;

    private Opcode() {}
}

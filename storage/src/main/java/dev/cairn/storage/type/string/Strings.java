// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.string;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.DecimalText;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;

/**
 * The strings of one database. A value that is the decimal text of a 64-bit integer is kept as the eight bytes of that
 * integer; what is changed in place is text from then on, as in Valkey.
 *
 * <p>Methods that take a key announce the change they make. Methods that take an entry read it, unless they say
 * otherwise. That a key holds a string, and that no string becomes too long, is for the caller to see to.
 */
public final class Strings {
    private final Database database;
    private final StoredBytes value = new StoredBytes();
    private final byte[] decimal = new byte[DecimalText.LONGEST];
    private final ByteSlice decimalText = new ByteSlice();

    public Strings(Database database) {
        this.database = database;
    }

    /** The value: one view per database, set anew by each call, good until the next change. */
    public StoredBytes value(long entry) {
        return EntryLayout.value(memory(), entry, value);
    }

    public int length(long entry) {
        return value(entry).length();
    }

    /**
     * Sets a key to a value, whatever it held.
     *
     * @param expireAtMillis the expiry, -1 for none
     * @param keepTtl whether to keep the expiry that the key has, if it has one
     */
    public void set(ByteSlice key, ByteSlice text, long expireAtMillis, boolean keepTtl) {
        write(key, text, keepTtl ? presentExpiry(key, expireAtMillis) : expireAtMillis);
        // By the key, which may know its hash.
        database.changed(key);
    }

    /** As {@link #set}, but without announcing a change: for loading. */
    public void load(ByteSlice key, ByteSlice text, long expireAtMillis) {
        write(key, text, expireAtMillis);
    }

    /** Sets a key to a text that stays one even where it looks like an integer; keeps the expiry. */
    public void setText(ByteSlice key, ByteSlice text) {
        long expiry = presentExpiry(key, -1);
        Encoding encoding = StringEncoding.ofText(key.length(), text.length(), expiry >= 0);
        database.changed(writeText(key, text, encoding, expiry));
    }

    /** Sets a key to a text of encoding {@code raw}; keeps the expiry. */
    public void rewrite(ByteSlice key, ByteSlice text) {
        database.changed(writeText(key, text, Encoding.RAW, presentExpiry(key, -1)));
    }

    /** Sets a key to a text of encoding {@code raw}, without an expiry. */
    public void setRaw(ByteSlice key, ByteSlice text) {
        database.changed(writeText(key, text, Encoding.RAW, -1));
    }

    /** Sets a key to an integer; keeps the expiry. */
    public void setLong(ByteSlice key, long integer) {
        setLong(key, database.findForWrite(key), integer);
    }

    /** The same, where the key has just been found for a change; the entry is 0 if there is none. */
    public void setLong(ByteSlice key, long present, long integer) {
        long entry = present;
        if (entry == 0 || database.encoding(entry) != Encoding.INT) {
            long expiry = entry == 0 ? -1 : database.expireAtMillis(entry);
            entry = database.create(key, ValueType.STRING, Encoding.INT, Long.BYTES, expiry);
        }
        memory().putLong(EntryLayout.inlineAddress(memory(), entry), integer);
        database.changed(entry);
    }

    /** Adds a text to the end of a string, which is created if need be; returns the new length. */
    public int append(ByteSlice key, ByteSlice tail) {
        return append(key, database.findForWrite(key), tail);
    }

    /** The same, where the key has just been found for a change; the entry is 0 if there is none. */
    public int append(ByteSlice key, long present, ByteSlice tail) {
        if (present == 0) {
            set(key, tail, -1, false);
            return tail.length();
        }
        int oldLength = length(present);
        int newLength = Math.addExact(oldLength, tail.length());
        long entry = makeRaw(present, newLength);
        memory().copyIn(tail, EntryLayout.valueAddress(memory(), entry) + oldLength);
        database.changed(entry);
        return newLength;
    }

    /** Overwrites a part of a string, which grows with zeros as need be; returns its length. */
    public int setRange(ByteSlice key, int offset, ByteSlice bytes) {
        long entry = growToLength(key, Math.addExact(offset, bytes.length()));
        memory().copyIn(bytes, EntryLayout.valueAddress(memory(), entry) + offset);
        database.changed(entry);
        return EntryLayout.valueLength(memory(), entry);
    }

    /**
     * Makes a string raw and at least this long, with zeros at its end, and creates it if need be. Announces a change
     * only where the length changes.
     *
     * @return the entry, whose bytes {@link #putByte} may change
     */
    public long ensureLength(ByteSlice key, int length) {
        long entry = database.findForWrite(key);
        boolean grows = entry == 0 || length(entry) < length;
        entry = growToLength(key, length);
        if (grows) {
            database.changed(entry);
        }
        return entry;
    }

    /** Makes a key a raw string of this length with undefined bytes, for the caller to write all of them by {@link #setRange}. */
    public void makeRoom(ByteSlice key, int length) {
        database.create(key, ValueType.STRING, Encoding.RAW, length, -1);
    }

    public byte byteAt(long entry, int index) {
        return value(entry).at(index);
    }

    /** Changes one byte of a string that came from {@link #ensureLength}, and announces the change. */
    public void putByte(long entry, int index, byte newByte) {
        assert database.encoding(entry) == Encoding.RAW
                && index < EntryLayout.valueLength(memory(), entry);
        memory().putByte(EntryLayout.valueAddress(memory(), entry) + index, newByte);
        database.changed(entry);
    }

    /**
     * Overwrites a part of a string that came from {@link #ensureLength} with what two strings have there, of which none is
     * kept as an integer, combined by {@link Memory#combine}; announces the change. What is beyond the end of a string, or
     * of an entry of 0, counts as zeros.
     */
    public void combine(
            long target,
            long one,
            long other,
            int from,
            int count,
            long both,
            long either,
            long flip) {
        int inOne = one == 0 ? 0 : Math.clamp(length(one) - from, 0, count);
        int inOther = other == 0 ? 0 : Math.clamp(length(other) - from, 0, count);
        int inBoth = Math.min(inOne, inOther);
        long to = EntryLayout.valueAddress(memory(), target) + from;
        if (inBoth > 0) {
            long a = value(one).address() + from;
            long b = value(other).address() + from;
            memory().combine(a, b, to, inBoth, both, either, flip);
        }
        int kept = either == 0 ? inBoth : Math.max(inOne, inOther);
        if (kept > inBoth) {
            long longer = value(inOne > inOther ? one : other).address() + from;
            memory().move(longer + inBoth, to + inBoth, kept - inBoth);
        }
        memory().fill(to + kept, count - kept, (byte) 0);
        database.changed(target);
    }

    /** How many bits are set from one byte to another, both included; both have to be there. */
    public long bitCount(long entry, int fromByte, int toByte) {
        StoredBytes view = value(entry);
        return view.isInteger()
                ? BitSearch.count(heapText(view), fromByte, toByte)
                : BitSearch.count(memory(), view.address(), fromByte, toByte);
    }

    /**
     * The position of the first bit of the wanted kind from one byte to another, both included, or -1. Positions count
     * from the string's first bit, the top one of its first byte.
     */
    public long bitPosition(long entry, boolean wanted, int fromByte, int toByte) {
        StoredBytes view = value(entry);
        return view.isInteger()
                ? BitSearch.first(heapText(view), wanted, fromByte, toByte)
                : BitSearch.first(memory(), view.address(), wanted, fromByte, toByte);
    }

    private long presentExpiry(ByteSlice key, long otherwise) {
        long entry = database.findForWrite(key);
        long present = entry == 0 ? -1 : database.expireAtMillis(entry);
        return present >= 0 ? present : otherwise;
    }

    private long write(ByteSlice key, ByteSlice text, long expireAtMillis) {
        if (DecimalText.isCanonicalLong(text.array(), text.offset(), text.length())) {
            long integer = DecimalText.parse(text.array(), text.offset(), text.length());
            long entry =
                    database.create(
                            key, ValueType.STRING, Encoding.INT, Long.BYTES, expireAtMillis);
            memory().putLong(EntryLayout.inlineAddress(memory(), entry), integer);
            return entry;
        }
        Encoding encoding = StringEncoding.ofText(key.length(), text.length(), expireAtMillis >= 0);
        return writeText(key, text, encoding, expireAtMillis);
    }

    private long writeText(ByteSlice key, ByteSlice text, Encoding encoding, long expireAtMillis) {
        long entry =
                database.create(key, ValueType.STRING, encoding, text.length(), expireAtMillis);
        memory().copyIn(text, EntryLayout.valueAddress(memory(), entry));
        return entry;
    }

    private long growToLength(ByteSlice key, int length) {
        long entry = database.findForWrite(key);
        int oldLength = 0;
        if (entry == 0) {
            entry = database.create(key, ValueType.STRING, Encoding.RAW, length, -1);
        } else {
            oldLength = length(entry);
            entry = makeRaw(entry, Math.max(oldLength, length));
        }
        if (length > oldLength) {
            long end = EntryLayout.valueAddress(memory(), entry) + oldLength;
            memory().fill(end, length - oldLength, (byte) 0);
        }
        return entry;
    }

    /** Makes a string one that is changed in place: an integer becomes its text. */
    private long makeRaw(long entry, int newLength) {
        StoredBytes view = value(entry);
        if (!view.isInteger()) {
            EntryLayout.putEncoding(memory(), entry, Encoding.RAW);
            return database.resizeValue(entry, newLength);
        }
        ByteSlice text = heapText(view);
        long raw = database.replaceValue(entry, ValueType.STRING, Encoding.RAW, newLength);
        memory().copyIn(text, EntryLayout.valueAddress(memory(), raw));
        return raw;
    }

    private ByteSlice heapText(StoredBytes integer) {
        integer.copyTo(decimal, 0);
        return decimalText.set(decimal, 0, integer.length());
    }

    private Memory memory() {
        return database.keyspace().memory();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import dev.cairn.rdb.codec.Decoders;
import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.codec.ValueDecoder;
import dev.cairn.rdb.codec.ValueTarget;
import dev.cairn.rdb.format.Dialect;
import dev.cairn.rdb.format.Opcode;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbString;
import dev.cairn.rdb.format.RdbType;
import dev.cairn.rdb.format.RdbVersion;
import dev.cairn.rdb.legacy.LegacyDecoders;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a snapshot file, whoever wrote it, and gives its values to a target. What cannot be kept is either refused, where
 * data would be lost, or left out with a notice in the summary.
 *
 * <p>A file may be wrong near its end, after values have reached the target: whoever must not see half a file drops what
 * it got when this throws.
 */
public final class RdbReader {
    /** Facts beyond these limits are skipped: nothing that we know of comes near. */
    private static final int MAX_FACTS = 64;

    private static final int MAX_FACT_BYTES = 1024;

    private static final long MILLIS_PER_SECOND = 1000;
    private static final int NONE = -1;

    /** Less than any key takes in a file, but for some that are shorter than three bytes. */
    private static final int LEAST_BYTES_PER_KEY = 5;

    private final RdbInput in;
    private ValueTarget target;
    private final RdbString read = new RdbString();
    private final RdbString readKey = new RdbString();
    private final KeyHeader key = new KeyHeader();
    private final Map<String, String> aux = new LinkedHashMap<>();
    private final int databases;
    private Decoders decoders;
    private RdbVersion version;
    private boolean checksumIgnored;
    private boolean laterVersionsTried;
    private long fileBytes;
    private boolean checksummed;
    private boolean atEnd;
    private int waitingType = NONE;
    private long keys;
    private long emptyKeys;

    /**
     * A reader at the start of a file.
     *
     * @param name what to call the file in complaints
     * @param databases how many databases the target has
     */
    public RdbReader(InputStream stream, String name, int databases, ValueTarget target) {
        this.in = new RdbInput(stream, name, true);
        this.databases = databases;
        this.target = target;
    }

    /** Takes a file whose checksum is wrong, for whoever knows what he does. */
    public RdbReader ignoreChecksum(boolean ignored) {
        checksumIgnored = ignored;
        return this;
    }

    /** Tries files of versions that are not known here: all goes well until something unknown turns up. */
    public RdbReader tryLaterVersions(boolean tried) {
        laterVersionsTried = tried;
        return this;
    }

    /** Says how long the file is: a count of keys that it announces is believed as far as that bears it out. */
    public RdbReader fileBytes(long bytes) {
        fileBytes = bytes;
        return this;
    }

    /** Reads a whole file. */
    public static RdbSummary read(
            InputStream stream, String name, int databases, ValueTarget target) throws IOException {
        RdbReader reader = new RdbReader(stream, name, databases, target);
        while (!reader.advance(Integer.MAX_VALUE)) {
            // One step is as many keys as can be counted.
        }
        return reader.summary();
    }

    /** Reads the facts at the head of a file, and nothing else of it: no checksum vouches for them. */
    public static Map<String, String> peek(InputStream stream, String name) throws IOException {
        RdbReader reader = new RdbReader(stream, name, 1, null);
        reader.readMagic();
        while (reader.in.readByte() == Opcode.AUX) {
            reader.readAux();
        }
        return reader.aux;
    }

    /**
     * Reads on for so many steps, each of them a key or a fact.
     *
     * @return whether the file has been read to its end
     * @throws RdbException where the file is damaged, truncated, or holds what cannot be kept here
     */
    public boolean advance(int steps) throws IOException {
        begin();
        for (int i = 0; i < steps && !atEnd; i++) {
            step(false);
        }
        return atEnd;
    }

    /**
     * Reads on up to the end, or to a value that reaches the target in several calls, which may answer: such a value is
     * left for {@link #advance}. So the target may belong to another thread, to which what was read is carried later.
     *
     * @return whether the file has been read to its end
     */
    public boolean advanceByOneCalls() throws IOException {
        begin();
        while (!atEnd && step(true)) {
            // Each step is a key or a fact.
        }
        return atEnd;
    }

    /** Gives what comes next to another target. */
    public void target(ValueTarget newTarget) {
        target = newTarget;
    }

    private void begin() throws IOException {
        if (version == null) {
            readMagic();
            decoders = LegacyDecoders.of(version.dialect());
        }
    }

    /** Reads a fact or a key; false, and nothing is read but the type, where a value of several calls is to be left. */
    private boolean step(boolean oneCalls) throws IOException {
        int code = waitingType == NONE ? in.readByte() : waitingType;
        waitingType = NONE;
        if (code == Opcode.EOF) {
            readEnd();
            atEnd = true;
        } else if (code >= Opcode.SLOT_IMPORT) {
            readFact(code);
        } else if (oneCalls && decoders.of(code) != null && !decoders.of(code).isOneCall()) {
            waitingType = code;
            return false;
        } else {
            readValue(code);
            key.clear();
        }
        return true;
    }

    /** Bytes read so far. */
    public long position() {
        return in.position();
    }

    /** Keys handed to the target so far. */
    public long keys() {
        return keys;
    }

    /** What the file held, once it has been read to its end. */
    public RdbSummary summary() {
        assert atEnd : "the file has not been read to its end";
        return new RdbSummary(
                version,
                Collections.unmodifiableMap(aux),
                keys,
                emptyKeys,
                in.position(),
                checksummed,
                in.notices());
    }

    private void readMagic() throws IOException {
        in.readBytes(RdbVersion.MAGIC_LENGTH, read);
        version = RdbVersion.ofMagic(read.array());
        if (version == null) {
            throw in.damaged(0, "no RDB magic", "REDIS and four digits, or VALKEY and three");
        }
        if (!version.readable() && !(laterVersionsTried && version.isLater())) {
            throw in.unserved(
                    0, "version " + read.latin1(), "REDIS0001 to REDIS0014, or VALKEY080");
        }
    }

    private void readFact(int opcode) throws IOException {
        switch (opcode) {
            case Opcode.SELECTDB -> readDatabase();
            case Opcode.RESIZEDB -> {
                long believed = Math.min(in.readLength(), fileBytes / LEAST_BYTES_PER_KEY);
                skipLengths(1);
                target.expect(key.database(), believed);
            }
            case Opcode.EXPIRETIME_MS -> readExpiry(in.readLong());
            case Opcode.EXPIRETIME -> readExpiry(in.readInt() * MILLIS_PER_SECOND);
            case Opcode.IDLE -> key.idleSeconds(in.readLength());
            case Opcode.FREQ -> key.frequency(in.readByte());
            case Opcode.AUX -> readAux();
            case Opcode.MODULE_AUX -> skipModuleAux();
            case Opcode.FUNCTION2 -> {
                in.readString(read);
                in.leftOut("a function library is left out: functions are not served");
            }
            case Opcode.SLOT_INFO -> skipLengths(3);
            case Opcode.SLOT_IMPORT -> skipSlotImport();
            default ->
                    throw in.damaged(
                            in.position() - 1,
                            "opcode " + opcode,
                            "one that a release has written");
        }
    }

    private void readDatabase() throws IOException {
        long start = in.position();
        long database = in.readLength();
        if (database >= databases) {
            throw in.unserved(
                    start,
                    "database " + database,
                    "one below " + databases + " (directive databases)");
        }
        key.database((int) database);
    }

    private void readExpiry(long atMillis) throws RdbException {
        if (atMillis < KeyHeader.NONE) {
            throw in.damaged("expiry " + atMillis, "a Unix time in milliseconds");
        }
        key.expireAtMillis(atMillis);
    }

    private void readAux() throws IOException {
        in.readString(read);
        String fact = read.length() <= MAX_FACT_BYTES ? read.latin1() : null;
        in.readString(read);
        if (fact != null && read.length() <= MAX_FACT_BYTES && aux.size() < MAX_FACTS) {
            aux.put(fact, read.latin1());
        }
    }

    private void skipLengths(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            in.readLength();
        }
    }

    private void skipSlotImport() throws IOException {
        if (version.dialect() != Dialect.VALKEY) {
            throw in.unserved(
                    in.position() - 1,
                    "opcode 243, a module's metadata of a key",
                    "keys without: there are no modules");
        }
        in.readString(read);
        long ranges = in.readLength();
        for (long i = 0; i < ranges; i++) {
            skipLengths(2);
        }
        in.leftOut("a slot import in progress is left out: there is no cluster");
    }

    private void skipModuleAux() throws IOException {
        ModuleValue.skipId(in);
        ModuleValue.skip(in, read);
        in.leftOut("data of a module is left out: there are no modules");
    }

    private void readValue(int type) throws IOException {
        long start = in.position() - 1;
        ValueDecoder decoder = decoders.of(type);
        String typeName = RdbType.name(version.dialect(), type);
        if (typeName == null) {
            throw in.damaged(start, "type byte " + type, "one of this version, " + version);
        }
        in.readString(readKey);
        key.key().set(readKey.array(), 0, readKey.length());
        if (decoder == null) {
            throw in.unserved(
                    start, whose(typeName, type), "a type that is served: the types of Valkey 9.1");
        }
        boolean done = false;
        try {
            if (decoder.decode(in, key, target)) {
                keys++;
            } else {
                emptyKeys++;
            }
            done = true;
        } catch (RdbException e) {
            throw e.of(whose(typeName, type));
        } finally {
            if (!done) {
                target.abandon();
            }
        }
    }

    private String whose(String typeName, int type) {
        return "key \"" + shortened() + "\" of type " + typeName + " (" + type + ")";
    }

    private String shortened() {
        String text = key.key().toString();
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }

    private void readEnd() throws IOException {
        if (version.number() >= RdbVersion.FIRST_WITH_CHECKSUM) {
            long computed = in.crc();
            long start = in.position();
            long stored = in.readLong();
            checksummed = stored != 0;
            if (checksummed && stored != computed && !checksumIgnored) {
                throw in.damaged(
                        start, "checksum " + hex(stored), hex(computed) + " for the bytes before");
            }
        }
        if (!in.atEnd()) {
            throw in.damaged("more bytes", "the end of the file");
        }
    }

    private static String hex(long checksum) {
        return String.format("%016x", checksum);
    }
}

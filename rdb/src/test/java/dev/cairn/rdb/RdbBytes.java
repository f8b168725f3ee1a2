// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import dev.cairn.rdb.format.Crc64;
import dev.cairn.rdb.format.RdbOutput;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Composes files and payloads byte by byte. */
final class RdbBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static RdbBytes of(String magic) {
        return new RdbBytes().ascii(magic);
    }

    RdbBytes ascii(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    RdbBytes bytes(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    RdbBytes hex(String hex) {
        bytes.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
        return this;
    }

    RdbBytes string(String text) {
        return string(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RdbBytes string(byte[] text) {
        RdbOutput out = new RdbOutput(bytes, true, false);
        try {
            out.writeString(text, 0, text.length);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    RdbBytes little(long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            bytes.write((int) (value >>> (8 * i)));
        }
        return this;
    }

    /** The end of a file, with its checksum. */
    byte[] end() {
        bytes(255);
        return little(Crc64.update(0, bytes.toByteArray(), 0, bytes.size())).toBytes();
    }

    /** The end of a payload of this version. */
    byte[] payload(int version) {
        bytes(version & 0xff, version >>> 8);
        return little(Crc64.update(0, bytes.toByteArray(), 0, bytes.size())).toBytes();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}

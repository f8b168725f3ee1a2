// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Pins every number that stands on disks: none of them may ever change. */
class FormatNumbersTest {
    @Test
    void opcodesStand() throws IllegalAccessException {
        assertEquals(
                "{AUX=250, EOF=255, EXPIRETIME=253, EXPIRETIME_MS=252, FREQ=249, FUNCTION2=245,"
                    + " FUNCTION_PRE_GA=246, IDLE=248, MODULE_AUX=247, RESIZEDB=251, SELECTDB=254,"
                    + " SLOT_IMPORT=243, SLOT_INFO=244}",
                numbers(Opcode.class).toString());
    }

    @Test
    void typesStand() throws IllegalAccessException {
        assertEquals(
                "{HASH=4, HASH_LISTPACK=16, HASH_ZIPLIST=13, HASH_ZIPMAP=9, LIST=1,"
                    + " LIST_QUICKLIST=14, LIST_QUICKLIST_2=18, LIST_ZIPLIST=10, MODULE_2=7,"
                    + " MODULE_PRE_GA=6, REDIS_HASH_LISTPACK_EX=25, REDIS_HASH_METADATA=24,"
                    + " REDIS_STREAM_LISTPACKS_4=26, REDIS_STREAM_LISTPACKS_5=27, SET=2,"
                    + " SET_INTSET=11, SET_LISTPACK=20, STREAM_LISTPACKS=15, STREAM_LISTPACKS_2=19,"
                    + " STREAM_LISTPACKS_3=21, STRING=0, VALKEY_HASH_2=22, ZSET=3, ZSET_2=5,"
                    + " ZSET_LISTPACK=17, ZSET_ZIPLIST=12}",
                numbers(RdbType.class).toString());
    }

    @Test
    void typeBytesAreNamedByDialect() {
        assertEquals("string", RdbType.name(Dialect.REDIS, 0));
        assertNull(RdbType.name(Dialect.VALKEY, 8));
        assertEquals("hash-with-expiry", RdbType.name(Dialect.VALKEY, 22));
        assertEquals("hash-with-expiry-pre-release", RdbType.name(Dialect.REDIS, 22));
        assertEquals("hash-with-expiry", RdbType.name(Dialect.REDIS, 24));
        assertEquals("array", RdbType.name(Dialect.REDIS, 28));
        assertNull(RdbType.name(Dialect.VALKEY, 23));
        assertNull(RdbType.name(Dialect.REDIS, 29));
        assertNull(RdbType.name(Dialect.REDIS, 255));
    }

    @Test
    void magicsStand() {
        assertArrayEquals(ascii("REDIS0010"), RdbVersion.REDIS_10.magic());
        assertArrayEquals(ascii("REDIS0011"), RdbVersion.REDIS_11.magic());
        assertArrayEquals(ascii("VALKEY080"), RdbVersion.VALKEY_80.magic());
        for (String magic : new String[] {"REDIS0001", "REDIS0014", "VALKEY080"}) {
            RdbVersion version = RdbVersion.ofMagic(ascii(magic));
            assertArrayEquals(ascii(magic), version.magic());
            assertTrue(version.readable());
        }
        for (String magic :
                new String[] {"REDIS0000", "REDIS0015", "REDIS0080", "VALKEY011", "VALKEY081"}) {
            assertFalse(RdbVersion.ofMagic(ascii(magic)).readable(), magic);
        }
        for (String magic : new String[] {"REDIS00x1", "VALKEY08 ", "*3\r\n$3\r\n$", "redis0011"}) {
            assertNull(RdbVersion.ofMagic(ascii(magic)), magic);
        }
    }

    @Test
    void payloadVersionsTellTheirDialect() {
        assertEquals(RdbVersion.REDIS_11, RdbVersion.ofPayload(11));
        assertEquals(RdbVersion.VALKEY_80, RdbVersion.ofPayload(80));
        assertFalse(RdbVersion.ofPayload(79).readable());
        assertTrue(RdbVersion.VALKEY_80.knowsFieldExpiry());
        assertTrue(RdbVersion.ofPayload(12).knowsFieldExpiry());
        assertFalse(RdbVersion.REDIS_11.knowsFieldExpiry());
    }

    private static Map<String, Integer> numbers(Class<?> alphabet) throws IllegalAccessException {
        Map<String, Integer> numbers = new TreeMap<>();
        for (Field field : alphabet.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers()) && field.getType() == int.class) {
                numbers.put(field.getName(), field.getInt(null));
            }
        }
        return numbers;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

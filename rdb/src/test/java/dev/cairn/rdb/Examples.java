// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

/** Bytes that real servers wrote. */
final class Examples {
    private Examples() {}

    /** What Valkey 9.1.2 saves after: SET foo bar, SET i 12345, HSET h a 1 b 2. */
    static byte[] valkey80() {
        return RdbBytes.of("")
                .hex("56414c4b4559303830fa0a76616c6b65792d76657205392e312e32fa0a7265646973")
                .hex("2d62697473c040fa056374696d65c23e6d016bfa08757365642d6d656dc268780f00")
                .hex("fa08616f662d62617365c000fe00fb03000003666f6f03626172000169c139301001")
                .hex("681111000000040081610201018162020201ffffbeb711604c9d9f87")
                .toBytes();
    }

    /** a=-5 (8 bits), b=300 (16), c=70000 (24), d=7 (in the head), e=-9000000000 (64), f=-70000 (32 bits where 24 would do). */
    static byte[] ziplist() {
        return RdbBytes.of("")
                .hex("3b000000 34000000 0c00")
                .hex(
                        "00 01 61  03 fe fb  03 01 62  03 c0 2c01  04 01 63  03 f0 701101  05 01 64"
                                + "  03 f8")
                .hex("02 01 65  03 e0 00e68ee7fdffffff  0a 01 66  03 d0 90eefeff  ff")
                .toBytes();
    }

    /** a, 300, the empty string. */
    static byte[] listpack() {
        return RdbBytes.of("").hex("0f000000 0300 8161 02 c12c 02 80 01 ff").toBytes();
    }

    /** Entries 1-1 and 1-3, 1-2 deleted between them; a group to whose one consumer both have been delivered. */
    static String stream() {
        return "011000000000000000010000000000000001"
                + "373700000016000201010101018166020001020100010001817602040103010001010181770204"
                + "01000100010201010181670207010601ff"
                + "0201030101010203"
                + "010167010303"
                + "0200000000000000010000000000000001264507ffa101000001"
                + "00000000000000010000000000000003264507ffa101000001"
                + "010163264507ffa1010000264507ffa1010000"
                + "020000000000000001000000000000000100000000000000010000000000000003";
    }

    /** f=v, and g with a value of 300 letters and two bytes of slack behind it. */
    static byte[] zipmap() {
        return RdbBytes.of("")
                .hex("02 01 66 01 00 76 01 67 fe 2c010000 02")
                .ascii("w".repeat(300))
                .hex("eeee ff")
                .toBytes();
    }
}

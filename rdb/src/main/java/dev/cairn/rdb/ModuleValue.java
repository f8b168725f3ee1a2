// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbString;

import java.io.IOException;

/** Skips what a module wrote: it describes itself well enough for that. */
final class ModuleValue {
    private static final int END = 0;
    private static final int SIGNED = 1;
    private static final int UNSIGNED = 2;
    private static final int FLOAT = 3;
    private static final int DOUBLE = 4;
    private static final int STRING = 5;

    private ModuleValue() {}

    /** The 64 bits that name the module and the version of its encoding. */
    static void skipId(RdbInput in) throws IOException {
        in.readUnsigned();
    }

    static void skip(RdbInput in, RdbString scratch) throws IOException {
        while (true) {
            long start = in.position();
            long opcode = in.readLength();
            if (opcode == END) {
                return;
            } else if (opcode == SIGNED || opcode == UNSIGNED) {
                in.readUnsigned();
            } else if (opcode == FLOAT) {
                in.readInt();
            } else if (opcode == DOUBLE) {
                in.readLong();
            } else if (opcode == STRING) {
                in.readString(scratch);
            } else {
                throw in.damaged(start, "module opcode " + opcode, "0 to 5");
            }
        }
    }
}

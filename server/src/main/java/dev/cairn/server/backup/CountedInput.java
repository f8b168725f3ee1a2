// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Counts what is read, and tells. */
final class CountedInput extends FilterInputStream {
    private final LongConsumer told;
    private long count;

    CountedInput(InputStream in, LongConsumer told) {
        super(in);
        this.told = told;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        note(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        note(Math.max(read, 0));
        return read;
    }

    private void note(int more) {
        count += more;
        told.accept(count);
    }
}

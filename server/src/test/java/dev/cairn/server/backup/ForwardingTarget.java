// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Another target, as it is: for those that differ from it in a step or two. */
abstract class ForwardingTarget implements BackupTarget {
    private final BackupTarget real;

    ForwardingTarget(BackupTarget real) {
        this.real = real;
    }

    @Override
    public List<String> names(String beginning) throws IOException {
        return real.names(beginning);
    }

    @Override
    public InputStream open(String name) throws IOException {
        return real.open(name);
    }

    @Override
    public void put(String name, InputStream content) throws IOException {
        real.put(name, content);
    }

    @Override
    public void remove(String name) throws IOException {
        real.remove(name);
    }

    @Override
    public Closeable lock() throws IOException, BackupException {
        return real.lock();
    }

    @Override
    public String toString() {
        return real.toString();
    }
}

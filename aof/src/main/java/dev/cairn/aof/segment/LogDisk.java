// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * What the log, and who writes snapshots, asks of a disk beyond reading and writing: space, advice, and two kinds of
 * durability. A port, so that tests can put a disk there that is full, slow or broken.
 */
public interface LogDisk {
    /** The machine's own. */
    LogDisk SYSTEM = new SystemDisk();

    /**
     * Makes sure that these bytes of the file have blocks of the disk, growing the file when it is shorter. Nothing
     * stands there yet, or zeros. When there is no space the message says so in the system's words.
     */
    void reserve(Path file, long offset, long length) throws IOException;

    /** Asks for these bytes of the file to be brought into memory: advice, of which nothing but time depends. */
    void fetch(Path file, long offset, long length);

    /** Asks for these bytes of the file to be written to the disk soon: advice, which makes nothing durable. */
    void writeBack(Path file, long offset, long length);

    /** About how many bytes the file's disk has left. */
    long usableBytes(Path file);

    /** Returns when all bytes written to the file so far survive a power loss. */
    void force(Path file, FileChannel channel) throws IOException;

    /** Returns when the names in the folder survive a power loss. */
    void forceFolder(Path folder) throws IOException;
}

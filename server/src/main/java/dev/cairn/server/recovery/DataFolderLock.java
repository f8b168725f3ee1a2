// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.aof.FileFault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One server to a data folder. The lock is the operating system's, on a file that names its holder: it ends with the
 * process, however that ends.
 */
public final class DataFolderLock implements AutoCloseable {
    private static final String NAME = "cairn.lock";
    private static final int MAX_PID_BYTES = 32;

    private final FileChannel channel;

    private DataFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder where it is missing, and takes its lock. */
    public static DataFolderLock take(Path folder) throws RecoveryException {
        Path file = folder.resolve(NAME);
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                String holder = holder(channel);
                channel.close();
                throw new RecoveryException(
                        "The data folder "
                                + folder
                                + " is in use by another server"
                                + (holder.isEmpty() ? "" : ", process " + holder)
                                + ". Stop it, or give this one another folder with the directive"
                                + " dir.");
            }
            byte[] pid =
                    Long.toString(ProcessHandle.current().pid())
                            .getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0).write(ByteBuffer.wrap(pid));
            return new DataFolderLock(channel);
        } catch (IOException e) {
            throw new RecoveryException(
                    "The data folder " + folder + " cannot be written: " + FileFault.reason(e), e);
        }
    }

    /** The process that uses a folder, empty where it is not known; null when no process does. Nothing is changed. */
    public static String holderOf(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return null;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return isHeld(channel) ? holder(channel) : null;
        }
    }

    /** A shared lock can be had for reading, and not while somebody holds the exclusive one. */
    private static boolean isHeld(FileChannel channel) throws IOException {
        try {
            FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true);
            return shared == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // A server in this very process holds it.
            return false;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(MAX_PID_BYTES);
        channel.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII)
                .replaceAll("\\D", "");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The machine's disk. Space is reserved with {@code posix_fallocate}, which Java does not offer; where the C library
 * or the file system has none, zeros are written instead, which takes longer and promises the same.
 */
final class SystemDisk implements LogDisk {
    private static final int O_RDONLY = 0;
    private static final int O_RDWR = 2;
    private static final int POSIX_FADV_WILLNEED = 3;
    private static final int SYNC_FILE_RANGE_WRITE = 2;
    private static final int EINTR = 4;
    private static final int EINVAL = 22;
    private static final int ENOSPC = 28;
    private static final int ENOSYS = 38;
    private static final int EOPNOTSUPP = 95;
    private static final int EDQUOT = 122;

    private static final int ZEROS_AT_ONCE = 256 * 1024;

    /** The three calls, or null where the errno values above are not those of the system. */
    private static final NativeCalls NATIVE =
            System.getProperty("os.name").startsWith("Linux") ? NativeCalls.find() : null;

    @Override
    public void reserve(Path file, long offset, long length) throws IOException {
        int error = NATIVE == null ? ENOSYS : NATIVE.allocate(file, offset, length);
        switch (error) {
            case 0 -> {}
            case ENOSPC -> throw new IOException("No space left on device");
            case EDQUOT -> throw new IOException("Disk quota exceeded");
            case ENOSYS, EOPNOTSUPP, EINVAL -> writeZeros(file, offset, length);
            default -> throw new IOException("reserving disk space failed with error " + error);
        }
    }

    @Override
    public void fetch(Path file, long offset, long length) {
        if (NATIVE != null) {
            NATIVE.advise(Advice.FETCH, file, offset, length, POSIX_FADV_WILLNEED);
        }
    }

    @Override
    public void writeBack(Path file, long offset, long length) {
        if (NATIVE != null) {
            NATIVE.advise(Advice.WRITE_BACK, file, offset, length, SYNC_FILE_RANGE_WRITE);
        }
    }

    @Override
    public long usableBytes(Path file) {
        return file.toFile().getUsableSpace();
    }

    @Override
    public void force(Path file, FileChannel channel) throws IOException {
        channel.force(false);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void writeZeros(Path file, long offset, long length) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(length, ZEROS_AT_ONCE));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long at = offset; at < offset + length; ) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), offset + length - at));
                at += channel.write(zeros, at);
            }
        }
    }

    /** The C library's open, posix_fallocate and close. */
    private record NativeCalls(MethodHandle open, MethodHandle allocate, MethodHandle close) {
        @SuppressWarnings("restricted") // These three calls are why native access is enabled.
        static NativeCalls find() {
            Linker linker = Linker.nativeLinker();
            SymbolLookup library = linker.defaultLookup();
            if (library.find("posix_fallocate").isEmpty()) {
                return null;
            }
            return new NativeCalls(
                    linker.downcallHandle(
                            library.findOrThrow("open"),
                            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
                            Linker.Option.firstVariadicArg(2)),
                    linker.downcallHandle(
                            library.findOrThrow("posix_fallocate"),
                            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG)),
                    linker.downcallHandle(
                            library.findOrThrow("close"),
                            FunctionDescriptor.of(JAVA_INT, JAVA_INT)));
        }

        /** The error number, or 0. A file that C cannot open is left to the Java way, which says why. */
        int allocate(Path file, long offset, long length) throws IOException {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment name = arena.allocateFrom(file.toString());
                int descriptor = (int) open.invokeExact(name, O_RDWR, 0);
                if (descriptor < 0) {
                    return ENOSYS;
                }
                try {
                    int error;
                    do {
                        error = (int) allocate.invokeExact(descriptor, offset, length);
                    } while (error == EINTR);
                    return error;
                } finally {
                    int ignored = (int) close.invokeExact(descriptor);
                }
            } catch (IOException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IOException(e);
            }
        }

        /** A file that cannot be opened has been renamed meanwhile, and does without the advice. */
        void advise(MethodHandle advice, Path file, long offset, long length, int kind) {
            if (advice == null) {
                return;
            }
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment name = arena.allocateFrom(file.toString());
                int descriptor = (int) open.invokeExact(name, O_RDONLY, 0);
                if (descriptor < 0) {
                    return;
                }
                try {
                    int ignored = (int) advice.invokeExact(descriptor, offset, length, kind);
                } finally {
                    int ignored = (int) close.invokeExact(descriptor);
                }
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Calls on a part of a file that are advice, linked when one is first given: a start does without them. */
    private static final class Advice {
        static final MethodHandle FETCH = find("posix_fadvise");
        static final MethodHandle WRITE_BACK = find("sync_file_range");

        @SuppressWarnings("restricted") // As above.
        private static MethodHandle find(String name) {
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup()
                    .find(name)
                    .map(
                            found ->
                                    linker.downcallHandle(
                                            found,
                                            FunctionDescriptor.of(
                                                    JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG,
                                                    JAVA_INT)))
                    .orElse(null);
        }
    }
}

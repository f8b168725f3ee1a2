// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * A stretch of reserved virtual memory, which takes real memory only where it has been touched.
 *
 * <p>Where the machine refuses the wanted size the reservation is halved until it is granted; {@link #bytes()} tells
 * what was granted and {@link #notice()} says so in words.
 */
final class Region implements AutoCloseable {
    /** Alignment of the start, so that transparent huge pages fit: their size on x86-64 and, mostly, on ARM64. */
    static final long ALIGNMENT = 2L << 20;

    /** Below this a reservation is not worth having. */
    static final long SMALLEST_BYTES = 64L << 20;

    // The values of mmap's and madvise's constants in the Linux ABI, the same on x86-64 and ARM64.
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x2 | 0x20 | 0x4000;
    private static final int MADV_DONTNEED = 4;
    private static final int MADV_HUGEPAGE = 14;
    private static final int MADV_NOHUGEPAGE = 15;
    private static final int MADV_DONTDUMP = 16;
    private static final int MADV_POPULATE_WRITE = 23;

    private static final MethodHandle MMAP =
            function(
                    "mmap",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG));
    private static final MethodHandle MADVISE =
            function(
                    "madvise",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT));

    /** Linked when it is first called: a start does without it. */
    private static final class Unmapping {
        static final MethodHandle MUNMAP =
                function(
                        "munmap",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG));
    }

    private final long mapped;
    private final long mappedBytes;
    private final long start;
    private final long bytes;
    private final boolean wantsHugePages;
    private final String notice;
    private boolean closed;

    private Region(
            long mapped, long mappedBytes, long bytes, boolean wantsHugePages, String notice) {
        this.mapped = mapped;
        this.mappedBytes = mappedBytes;
        this.start = (mapped + ALIGNMENT - 1) & -ALIGNMENT;
        this.bytes = bytes;
        this.wantsHugePages = wantsHugePages;
        this.notice = notice;
    }

    /** Reserves as many bytes as wanted, a multiple of {@link #ALIGNMENT}, or as many as the machine grants. */
    static Region reserve(long wantedBytes, boolean hugePages) {
        long bytes = Math.max(SMALLEST_BYTES, (wantedBytes + ALIGNMENT - 1) & -ALIGNMENT);
        for (long granted = bytes;
                granted >= SMALLEST_BYTES;
                granted = (granted / 2) & -ALIGNMENT) {
            long mappedBytes = granted + ALIGNMENT;
            long mapped = map(mappedBytes);
            if (mapped != 0) {
                String notice =
                        granted == bytes
                                ? ""
                                : "this machine refuses to reserve "
                                        + bytes
                                        + " bytes of virtual memory; "
                                        + granted
                                        + " bytes are reserved, which is all that data can take";
                Region region = new Region(mapped, mappedBytes, granted, hugePages, notice);
                region.hugePages(true);
                call(MADVISE, region.start, granted, MADV_DONTDUMP);
                return region;
            }
        }
        throw new MemoryExhaustedException(
                "this machine refuses to reserve even "
                        + SMALLEST_BYTES
                        + " bytes of virtual memory (see ulimit -v and vm.overcommit_memory)");
    }

    long start() {
        return start;
    }

    long bytes() {
        return bytes;
    }

    /** Why less than wanted was granted, or an empty text. */
    String notice() {
        return notice;
    }

    /** Gives the real memory of whole pages back; they read as zeros afterwards. */
    void release(long offset, long length) {
        assert !closed && offset >= 0 && length >= 0 && offset + length <= bytes;
        call(MADVISE, start + offset, length, MADV_DONTNEED);
    }

    /** Takes real memory for whole pages that were not touched yet; what pages hold stays. A kernel may not know this. */
    void populate(long offset, long length) {
        assert !closed && offset >= 0 && length >= 0 && offset + length <= bytes;
        call(MADVISE, start + offset, length, MADV_POPULATE_WRITE);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                int ignored = (int) Unmapping.MUNMAP.invokeExact(mapped, mappedBytes);
            } catch (Throwable e) {
                throw new AssertionError("munmap cannot throw", e);
            }
        }
    }

    /**
     * Lets the kernel make huge pages of this region, or no more of them, if they are wanted at all. It makes them of what
     * is in use and of the holes between, too: those take real memory again then.
     */
    void hugePages(boolean on) {
        // Advice that a kernel does not know changes nothing but speed.
        if (wantsHugePages) {
            call(MADVISE, start, bytes, on ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
        }
    }

    private static long map(long bytes) {
        try {
            long address =
                    (long)
                            MMAP.invokeExact(
                                    0L,
                                    bytes,
                                    PROT_READ_WRITE,
                                    MAP_PRIVATE_ANONYMOUS_NORESERVE,
                                    -1,
                                    0L);
            return address == -1 ? 0 : address;
        } catch (Throwable e) {
            throw new AssertionError("mmap cannot throw", e);
        }
    }

    private static void call(MethodHandle function, long address, long length, int advice) {
        try {
            int ignored = (int) function.invokeExact(address, length, advice);
        } catch (Throwable e) {
            throw new AssertionError("madvise cannot throw", e);
        }
    }

    // Calling the C library is what this class is for.
    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        return linker.downcallHandle(library.findOrThrow(name), descriptor);
    }

    /** All of this process's address space; {@link Memory} checks every access against its region. */
    @SuppressWarnings("restricted")
    static MemorySegment everything() {
        return MemorySegment.NULL.reinterpret(Long.MAX_VALUE, Arena.global(), null);
    }
}

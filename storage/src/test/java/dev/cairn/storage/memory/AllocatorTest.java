// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

class AllocatorTest {
    private static final long REGION = 256L << 20;

    @Test
    void everySizeGetsTheSmallestClassThatHoldsIt() {
        for (int bytes = 1; bytes <= SizeClasses.LONGEST; bytes++) {
            int sizeClass = SizeClasses.of(bytes);
            assertTrue(SizeClasses.bytes(sizeClass) >= bytes, "too small for " + bytes);
            assertTrue(SizeClasses.bytes(sizeClass - 1) < bytes, "too large for " + bytes);
        }
        assertEquals(SizeClasses.COUNT - 1, SizeClasses.of(SizeClasses.LONGEST));
    }

    @Property(tries = 60)
    void blocksNeverOverlapAndKeepTheirBytes(
            @ForAll long seed, @ForAll boolean debug, @ForAll boolean wide) {
        int unit = wide ? 32 : 8;
        try (Memory memory = Memory.reserve(REGION, false)) {
            Allocator allocator = new Allocator(memory, unit, debug);
            Random random = new Random(seed);
            NavigableMap<Long, Integer> live = new TreeMap<>();
            List<Long> order = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                if (live.isEmpty() || random.nextInt(100) < 55) {
                    int bytes = randomSize(random);
                    long address = allocator.allocate(bytes);
                    assertEquals(0, address % unit);
                    assertTrue(allocator.usableBytes(address) >= bytes);
                    assertApart(live, address, bytes);
                    fill(memory, address, bytes);
                    live.put(address, bytes);
                    order.add(address);
                } else {
                    int index = random.nextInt(order.size());
                    long address = order.get(index);
                    order.set(index, order.getLast());
                    order.removeLast();
                    check(memory, address, live.remove(address));
                    allocator.free(address);
                }
                assertEquals(live.size(), allocator.liveBlocks());
                if (random.nextInt(100) == 0) {
                    allocator.endRest();
                }
                while (random.nextInt(8) == 0 && allocator.release()) {
                    assertEquals(live.size(), allocator.liveBlocks());
                }
            }
            live.forEach(
                    (address, bytes) -> {
                        check(memory, address, bytes);
                        allocator.free(address);
                    });
            assertEquals(0, allocator.liveBlocks());
            assertEquals(0, allocator.liveBytes());
        }
    }

    /** Of each size: what was given back in any order is what is taken next, and all of it. */
    @Test
    void allBlocksOfASlabAreTakenAgain() {
        Random random = new Random(1);
        try (Memory memory = Memory.reserve(REGION, false)) {
            Allocator allocator = new Allocator(memory, 8, false);
            for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
                List<Long> blocks = new ArrayList<>();
                for (int i = 0; i < SizeClasses.slabBlocks(sizeClass); i++) {
                    blocks.add(allocator.allocate(SizeClasses.bytes(sizeClass)));
                }
                List<Long> freed = new ArrayList<>(blocks);
                Collections.shuffle(freed, random);
                // The last one would take the slab with it.
                freed.removeLast();
                freed.forEach(allocator::free);
                Set<Long> taken = new HashSet<>();
                for (int i = 0; i < freed.size(); i++) {
                    taken.add(allocator.allocate(SizeClasses.bytes(sizeClass)));
                }
                assertEquals(Set.copyOf(freed), taken, "class " + sizeClass);
                blocks.forEach(allocator::free);
            }
        }
    }

    @Test
    void longBlocksAreNotWrittenToWhenTheyGo() {
        try (Memory memory = Memory.reserve(REGION, false)) {
            Allocator allocator = new Allocator(memory, 8, false);
            long[] blocks = new long[8];
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = allocator.allocate(8200);
                fill(memory, blocks[i], 8200);
            }
            for (long block : blocks) {
                allocator.free(block);
                check(memory, block, 8200);
            }
        }
    }

    @Test
    void memoryOfFreedBlocksIsGivenBackAndReadsAsUnused() {
        try (Memory memory = Memory.reserve(REGION, false)) {
            Allocator allocator = new Allocator(memory, 8, false);
            List<Long> blocks = new ArrayList<>();
            for (int i = 0; i < 100_000; i++) {
                blocks.add(allocator.allocate(1000));
            }
            long full = allocator.committedBytes();
            blocks.forEach(allocator::free);
            allocator.endRest();
            while (allocator.release()) {
                assertEquals(0, allocator.liveBlocks());
            }
            assertTrue(
                    allocator.committedBytes() < full / 10,
                    () -> full + " bytes, then " + allocator.committedBytes());
        }
    }

    @Test
    void memoryOfFreedBlocksIsKeptForAWhileAndOnlyWhatNobodyNeededMeanwhileGoes() {
        try (Memory memory = Memory.reserve(REGION, false)) {
            Allocator allocator = new Allocator(memory, 8, false);
            allocator.tick(1_000_000);
            long block = allocator.allocate(100 << 20);
            long full = allocator.committedBytes();
            allocator.free(block);
            allocator.tick(1_001_999);
            assertFalse(allocator.release());
            // The rest that has begun with the first tick found nothing free.
            allocator.tick(1_002_000);
            assertFalse(allocator.release());
            allocator.free(allocator.allocate(60 << 20));
            assertEquals(full, allocator.committedBytes());
            allocator.tick(1_004_000);
            while (allocator.release()) {
                assertEquals(0, allocator.liveBlocks());
            }
            long left = full - allocator.committedBytes();
            assertTrue(left >= 39 << 20 && left <= 41 << 20, () -> left + " of " + full);
            // A clock that is set back neither keeps memory for ever nor lets it go at once.
            allocator.tick(5);
            assertFalse(allocator.release());
            allocator.tick(2005);
            while (allocator.release()) {
                assertEquals(0, allocator.liveBlocks());
            }
            assertTrue(allocator.committedBytes() < full / 10);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void hugePagesDoNotTakeTheMemoryOfHolesAgain() throws IOException {
        // A size of its own, by which the kernel's list of mappings tells the region.
        long size = 234L << 20;
        try (Memory memory = Memory.reserve(size, true)) {
            Allocator allocator = new Allocator(memory, 8, false);
            allocator.tick(1_000_000);
            Assumptions.assumeTrue(flags(size).contains(" hg"), "no huge pages here");
            long block = allocator.allocate(100 << 20);
            allocator.allocate(1 << 20);
            allocator.free(block);
            allocator.endRest();
            while (allocator.release()) {
                assertEquals(1, allocator.liveBlocks());
            }
            assertTrue(flags(size).contains(" nh"), flags(size));
            allocator.tick(1_002_000);
            assertTrue(flags(size).contains(" nh"), flags(size));
            allocator.allocate(100 << 20);
            allocator.tick(1_004_000);
            assertTrue(flags(size).contains(" hg"), flags(size));
        }
    }

    /** What the kernel says of the mapping of this size. */
    private static String flags(long size) throws IOException {
        boolean found = false;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (line.startsWith("Size:")) {
                found = line.replaceAll("[^0-9]", "").equals(Long.toString(size >>> 10));
            } else if (found && line.startsWith("VmFlags:")) {
                return line;
            }
        }
        return "no such mapping";
    }

    @Test
    void aLargeBlockGrowsWhereItStandsIfItCan() {
        try (Memory memory = Memory.reserve(REGION, false)) {
            Allocator allocator = new Allocator(memory, 8, false);
            long block = allocator.allocate(1 << 20);
            assertTrue(allocator.extend(block, 3 << 20));
            assertEquals(3 << 20, allocator.usableBytes(block));
            long behind = allocator.allocate(1 << 20);
            assertFalse(allocator.extend(block, 5 << 20));
            allocator.free(behind);
            assertTrue(allocator.extend(block, 4 << 20));
            allocator.free(block);
            assertEquals(0, allocator.liveBytes());
        }
    }

    @Test
    void aFullRegionRefusesAndRecovers() {
        try (Memory memory = Memory.reserve(Region.SMALLEST_BYTES, false)) {
            Allocator allocator = new Allocator(memory, 8, true);
            List<Long> blocks = new ArrayList<>();
            assertThrows(
                    MemoryExhaustedException.class,
                    () -> {
                        while (true) {
                            blocks.add(allocator.allocate(100_000));
                        }
                    });
            assertEquals(blocks.size(), allocator.liveBlocks());
            allocator.free(blocks.removeLast());
            blocks.add(allocator.allocate(100_000));
            blocks.forEach(allocator::free);
            assertEquals(0, allocator.liveBlocks());
        }
    }

    @Test
    void debugModeFindsDoubleFreesOverrunsAndLateWrites() {
        try (Memory memory = Memory.reserve(REGION, false)) {
            Allocator allocator = new Allocator(memory, 8, true);
            // A second block keeps the slab, and with it the evidence.
            long kept = allocator.allocate(40);
            long freed = allocator.allocate(40);
            allocator.free(freed);
            assertMessage("freed already", () -> allocator.free(freed));
            memory.putByte(freed + 20, (byte) 1);
            assertMessage("was written to", () -> allocator.allocate(40));
            memory.putByte(kept + 40, (byte) 1);
            assertMessage("damaged behind its end", () -> allocator.free(kept));
            long other = allocator.allocate(100);
            memory.putByte(other - 16, (byte) 1);
            assertMessage("damaged before its start", () -> allocator.free(other));
        }
    }

    @Test
    void accessBeyondTheRegionOrAfterCloseThrows() {
        Memory memory = Memory.reserve(REGION, false);
        memory.putLong(memory.bytes() - 8, 7);
        assertEquals(7, memory.getLong(memory.bytes() - 8));
        assertThrows(IndexOutOfBoundsException.class, () -> memory.getLong(memory.bytes() - 7));
        assertThrows(IndexOutOfBoundsException.class, () -> memory.getByte(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> memory.move(8, memory.bytes() - 4, 8));
        memory.close();
        assertThrows(IndexOutOfBoundsException.class, () -> memory.getLong(0));
        assertThrows(IndexOutOfBoundsException.class, () -> memory.putByte(0, (byte) 1));
    }

    @Property(tries = 300)
    void copiesOfAnyLengthArrive(@ForAll @Size(max = 300) byte[] bytes) {
        try (Memory memory = Memory.reserve(Region.SMALLEST_BYTES, false)) {
            ByteSlice slice = ByteSlice.of(bytes);
            memory.copyIn(slice, 1001);
            assertTrue(memory.matches(1001, slice));
            byte[] back = new byte[bytes.length];
            memory.copyOut(1001, back, 0, back.length);
            assertEquals(slice, ByteSlice.of(back));
            memory.move(1001, 1004, bytes.length);
            assertTrue(memory.matches(1004, slice));
            memory.copyIn(slice, 2001);
            assertTrue(memory.same(1004, 2001, bytes.length));
            if (bytes.length > 0) {
                memory.putByte(1004 + bytes.length - 1, (byte) ~bytes[bytes.length - 1]);
                assertFalse(memory.matches(1004, slice));
                assertFalse(memory.same(1004, 2001, bytes.length));
            }
        }
    }

    private static int randomSize(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> 1 + random.nextInt(600_000);
            case 1, 2 -> 1 + random.nextInt(20_000);
            default -> 1 + random.nextInt(300);
        };
    }

    private static void assertApart(NavigableMap<Long, Integer> live, long address, int bytes) {
        Map.Entry<Long, Integer> before = live.floorEntry(address);
        assertTrue(before == null || before.getKey() + before.getValue() <= address);
        Long after = live.ceilingKey(address);
        assertTrue(after == null || address + bytes <= after);
    }

    private static void fill(Memory memory, long address, int bytes) {
        memory.fill(address, bytes, (byte) (address * 31 + bytes));
    }

    private static void check(Memory memory, long address, int bytes) {
        byte expected = (byte) (address * 31 + bytes);
        assertEquals(expected, memory.getByte(address));
        assertEquals(expected, memory.getByte(address + bytes / 2));
        assertEquals(expected, memory.getByte(address + bytes - 1));
    }

    private static void assertMessage(String part, Runnable action) {
        AssertionError error = assertThrows(AssertionError.class, action::run);
        assertTrue(error.getMessage().contains(part), error.getMessage());
    }
}

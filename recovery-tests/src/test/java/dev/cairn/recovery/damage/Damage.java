// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.damage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** One thing that may happen to a file. */
enum Damage {
    FLIPPED,
    ZEROED,
    MISSING,
    TRUNCATED,
    DOUBLED,
    RENAMED,
    EMPTY;

    private static final int PAGE_BYTES = 4096;

    /** Bytes are flipped more often than files are lost: there are more ways to do it. */
    static Damage any(Random random) {
        return random.nextInt(3) == 0 ? FLIPPED : values()[random.nextInt(values().length)];
    }

    /** Does it to a file, and says what was done. */
    String doTo(Path file, Random random) throws IOException {
        SparseFile content = SparseFile.of(file);
        byte[] bytes = content.bytes();
        switch (this) {
            case FLIPPED -> {
                int at = random.nextInt(Math.max(1, bytes.length));
                int bit = 1 << random.nextInt(8);
                byte[] flipped = Arrays.copyOf(bytes, Math.max(bytes.length, 1));
                flipped[at] ^= (byte) bit;
                new SparseFile(flipped, Math.max(content.length(), 1)).write(file);
                return "byte " + at + " xor " + bit;
            }
            case ZEROED -> {
                int page = random.nextInt(1 + bytes.length / PAGE_BYTES) * PAGE_BYTES;
                byte[] zeroed = bytes.clone();
                Arrays.fill(zeroed, page, Math.min(page + PAGE_BYTES, zeroed.length), (byte) 0);
                new SparseFile(zeroed, content.length()).write(file);
                return "the page at byte " + page;
            }
            case MISSING -> Files.delete(file);
            case TRUNCATED -> {
                int length = random.nextInt(Math.max(1, bytes.length));
                new SparseFile(Arrays.copyOf(bytes, length), length).write(file);
                return "to " + length + " of " + bytes.length + " bytes";
            }
            case DOUBLED -> {
                Path twin = otherName(file, random);
                content.write(twin);
                return "as " + twin.getFileName();
            }
            case RENAMED -> {
                Path name = otherName(file, random);
                Files.move(file, name);
                return "to " + name.getFileName();
            }
            default -> Files.write(file, new byte[0]);
        }
        return "";
    }

    /** A name that nobody has: the next number of its kind, or what a careful or careless hand appends. */
    private static Path otherName(Path file, Random random) {
        String name = file.getFileName().toString();
        for (int way = random.nextInt(5); ; way++) {
            String other =
                    switch (way % 5) {
                        case 0 -> name + ".bak";
                        case 1 -> name + ".1";
                        case 2 -> "copy-of-" + name;
                        default -> numbered(name, 1 + random.nextInt(20));
                    };
            if (!other.equals(name) && !Files.exists(file.resolveSibling(other))) {
                return file.resolveSibling(other);
            }
        }
    }

    private static String numbered(String name, int number) {
        return name.replaceFirst("[0-9]{8,}", String.format("%08d", number).replaceAll("^", ""))
                .replaceFirst("^([0-9]{8})\\.", "00$1.");
    }

    /** Whether a crash may leave the end of the newest segment like this: no record tells both apart. */
    boolean mayBeTorn() {
        return this == FLIPPED || this == ZEROED || this == TRUNCATED;
    }
}

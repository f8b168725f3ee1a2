// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A segment that recovery does not need any more and that is kept all the same. Its name says what it holds, so that a
 * folder of thousands is listed without opening one:
 *
 * <pre>
 *   0000000007-1048576-2097400.cq4        number, first position, position behind the last batch that counts
 *   0000000007-1048576-2097400.cq4.lz4    the same as an LZ4 frame
 * </pre>
 *
 * @param number rises from segment to segment, with gaps
 * @param end where the next segment begins; what stands beyond in this one is superseded
 */
public record RetainedSegment(int number, Path file, long firstPosition, long end) {
    private static final Pattern NAME =
            Pattern.compile("(\\d{10})-(\\d{1,18})-(\\d{1,18})\\.cq4(\\.lz4)?");

    /** The retained segment that this file is by its name, or null. */
    public static RetainedSegment of(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return null;
        }
        long number = Long.parseLong(name.group(1));
        long first = Long.parseLong(name.group(2));
        long end = Long.parseLong(name.group(3));
        return number > RollOnDemand.MAX_SEGMENT || first >= end
                ? null
                : new RetainedSegment((int) number, file, first, end);
    }

    /** The name of a segment that is retained as it is. */
    public static String nameOf(int number, long firstPosition, long end) {
        return String.format(Locale.ROOT, "%010d-%d-%d", number, firstPosition, end)
                + SegmentName.SUFFIX;
    }

    /** The name of the same segment as an LZ4 frame. */
    public static String packedNameOf(int number, long firstPosition, long end) {
        return nameOf(number, firstPosition, end) + SegmentName.PACKED_SUFFIX;
    }

    public boolean isPacked() {
        return SegmentName.isPacked(file.getFileName().toString());
    }
}

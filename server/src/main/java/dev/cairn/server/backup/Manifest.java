// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import dev.cairn.aof.segment.RetainedSegment;
import dev.cairn.aof.tail.TailSegment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a backup of one log consists of. As text, a line each:
 *
 * <pre>
 *   cairn-backup 1
 *   log ID EPOCH
 *   snapshot NAME BYTES SHA256 POSITION CREATED
 *   segment NAME BYTES SHA256 FIRST END FROM TO
 *   sha256 SUM                                       of all lines before it
 * </pre>
 *
 * Times are milliseconds since 1970, names are those of objects without their folder.
 */
public record Manifest(UUID id, long epoch, List<Snapshot> snapshots, List<Segment> segments) {
    static final String NAME = "manifest";
    private static final String HEAD = "cairn-backup 1";
    private static final int MAX_BYTES = 64 << 20;
    private static final String NUMBER = " (\\d{1,18})";
    private static final String SUM = " ([0-9a-f]{64})";
    private static final Pattern LOG =
            Pattern.compile("log ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})" + NUMBER);
    private static final Pattern SNAPSHOT =
            Pattern.compile(
                    "snapshot (snapshot-\\d{8,18}-\\d{1,18}\\.rdb)"
                            + NUMBER
                            + SUM
                            + NUMBER
                            + NUMBER);
    private static final Pattern SEGMENT =
            Pattern.compile(
                    "segment (\\d{10}-\\d{1,18}-\\d{1,18}\\.cq4\\.lz4)"
                            + NUMBER
                            + SUM
                            + NUMBER
                            + NUMBER
                            + NUMBER
                            + NUMBER);

    /** A snapshot in a backup. */
    public record Snapshot(
            String name, long bytes, String sha256, long position, long createdMillis) {
        static String nameOf(long number, long position) {
            return String.format(Locale.ROOT, "snapshot-%08d-%d.rdb", number, position);
        }
    }

    /** A segment in a backup; its times are those of its first and its last batch. */
    public record Segment(
            String name,
            long bytes,
            String sha256,
            long firstPosition,
            long end,
            long fromMillis,
            long toMillis) {
        static String nameOf(int number, long firstPosition, long end) {
            return RetainedSegment.packedNameOf(number, firstPosition, end);
        }

        /** The segment's number, which a later copy of more of the same segment has too. */
        public String number() {
            return name.substring(0, name.indexOf('-'));
        }
    }

    /** A range of positions that can be restored, each of them. */
    public record Range(long from, long to, long fromMillis, long toMillis) {}

    /** A backup that is empty yet. */
    static Manifest empty(UUID id, long epoch) {
        return new Manifest(id, epoch, List.of(), List.of());
    }

    /** The folder of this log's objects, with a slash behind it. */
    public String folder() {
        return id + "." + epoch + "/";
    }

    /** The names of all objects but the manifest itself, without their folder. */
    Set<String> names() {
        Set<String> names = new HashSet<>();
        snapshots.forEach(each -> names.add(each.name()));
        segments.forEach(each -> names.add(each.name()));
        return names;
    }

    Manifest with(Snapshot snapshot) {
        List<Snapshot> more = new ArrayList<>(snapshots);
        more.removeIf(each -> each.name().equals(snapshot.name()));
        more.add(snapshot);
        more.sort(Comparator.comparingLong(Snapshot::position).thenComparing(Snapshot::name));
        return new Manifest(id, epoch, List.copyOf(more), segments);
    }

    /** With a segment, in the place of an earlier copy of a part of it. */
    Manifest with(Segment segment) {
        List<Segment> more = new ArrayList<>(segments);
        more.removeIf(each -> each.number().equals(segment.number()));
        more.add(segment);
        more.sort(Comparator.comparingLong(Segment::firstPosition).thenComparing(Segment::name));
        return new Manifest(id, epoch, snapshots, List.copyOf(more));
    }

    /** Without these snapshots, and without the segments before the oldest that remains. */
    Manifest without(List<Snapshot> gone) {
        List<Snapshot> kept = new ArrayList<>(snapshots);
        kept.removeAll(gone);
        if (gone.isEmpty() || kept.isEmpty()) {
            return this;
        }
        long base = kept.getFirst().position();
        return new Manifest(
                id,
                epoch,
                List.copyOf(kept),
                segments.stream().filter(segment -> segment.end() > base).toList());
    }

    /** How far the log that is there goes on from this position without a gap. */
    public long reachOf(long position) {
        long reach = position;
        for (Segment segment : segments) {
            if (segment.firstPosition() <= reach) {
                reach = Math.max(reach, segment.end());
            }
        }
        return reach;
    }

    /** What can be restored, in order. */
    public List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        if (!segments.isEmpty() && segments.getFirst().firstPosition() == 0) {
            add(ranges, 0, segments.getFirst().fromMillis());
        }
        for (Snapshot snapshot : snapshots) {
            add(ranges, snapshot.position(), snapshot.createdMillis());
        }
        return ranges;
    }

    /** How far the backup reaches, in words. */
    public String reach() {
        List<Range> ranges = ranges();
        return ranges.isEmpty()
                ? "The backup is empty, as the data are"
                : "The backup reaches to position " + ranges.getLast().to();
    }

    /** Whether this position can be restored. */
    boolean restores(long position) {
        return ranges().stream()
                .anyMatch(range -> range.from() <= position && position <= range.to());
    }

    /** Where the next range that can be restored begins; before this position when none does. */
    long beginBehind(long position) {
        return ranges().stream()
                .mapToLong(Range::from)
                .filter(from -> from > position)
                .min()
                .orElse(-1);
    }

    /** Whether a segment is there as far as this position, if it reaches as far. */
    boolean has(TailSegment segment, long upTo) {
        long wanted = Math.min(segment.end(), upTo);
        return segments.stream()
                .anyMatch(
                        each ->
                                each.firstPosition() == segment.firstPosition()
                                        && each.end() >= wanted);
    }

    private void add(List<Range> ranges, long from, long fromMillis) {
        if (!ranges.isEmpty() && ranges.getLast().to() >= from) {
            return;
        }
        long to = reachOf(from);
        long toMillis = fromMillis;
        for (Segment segment : segments) {
            if (segment.end() <= to && segment.end() > from) {
                toMillis = Math.max(toMillis, segment.toMillis());
            }
        }
        ranges.add(new Range(from, to, fromMillis, toMillis));
    }

    /** Reads the manifest of a folder in a target; null when there is none. */
    static Manifest read(BackupTarget target, String folder) throws IOException, BackupException {
        if (!target.names(folder + NAME).contains(folder + NAME)) {
            return null;
        }
        try (InputStream in = target.open(folder + NAME)) {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            return parse(
                    new String(bytes, StandardCharsets.US_ASCII), target + "/" + folder + NAME);
        }
    }

    /** All manifests of a target. */
    public static List<Manifest> all(BackupTarget target) throws IOException, BackupException {
        List<Manifest> all = new ArrayList<>();
        for (String name : target.names("").stream().sorted().toList()) {
            if (name.endsWith("/" + NAME)) {
                all.add(read(target, name.substring(0, name.length() - NAME.length())));
            }
        }
        return all;
    }

    String text() {
        StringBuilder text = new StringBuilder(HEAD + "\n");
        line(text, "log", id, epoch);
        for (Snapshot each : snapshots) {
            line(
                    text,
                    "snapshot",
                    each.name(),
                    each.bytes(),
                    each.sha256(),
                    each.position(),
                    each.createdMillis());
        }
        for (Segment each : segments) {
            line(
                    text,
                    "segment",
                    each.name(),
                    each.bytes(),
                    each.sha256(),
                    each.firstPosition(),
                    each.end(),
                    each.fromMillis(),
                    each.toMillis());
        }
        String sum = Sha256.of(text.toString().getBytes(StandardCharsets.US_ASCII));
        line(text, "sha256", sum);
        return text.toString();
    }

    private static void line(StringBuilder text, Object... words) {
        for (int i = 0; i < words.length; i++) {
            text.append(i == 0 ? "" : " ").append(words[i]);
        }
        text.append('\n');
    }

    static Manifest parse(String text, String name) throws BackupException {
        int sumAt = text.lastIndexOf("sha256 ");
        String body = sumAt < 0 ? "" : text.substring(0, sumAt);
        String sum = Sha256.of(body.getBytes(StandardCharsets.US_ASCII));
        if (sumAt < 0 || !text.substring(sumAt).equals("sha256 " + sum + "\n")) {
            throw new BackupException(
                    name + " is damaged: its checksum does not fit. Restore it from another copy.");
        }
        String[] lines = body.split("\n", -1);
        Matcher log = LOG.matcher(lines.length < 2 ? "" : lines[1]);
        if (!lines[0].equals(HEAD) || !log.matches()) {
            throw new BackupException(
                    name + " begins with '" + lines[0] + "'; expected '" + HEAD + "' and its log");
        }
        List<Snapshot> snapshots = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        for (int i = 2; i < lines.length - 1; i++) {
            Matcher snapshot = SNAPSHOT.matcher(lines[i]);
            Matcher segment = SEGMENT.matcher(lines[i]);
            if (snapshot.matches()) {
                snapshots.add(
                        new Snapshot(
                                snapshot.group(1),
                                Long.parseLong(snapshot.group(2)),
                                snapshot.group(3),
                                Long.parseLong(snapshot.group(4)),
                                Long.parseLong(snapshot.group(5))));
            } else if (segment.matches()) {
                segments.add(
                        new Segment(
                                segment.group(1),
                                Long.parseLong(segment.group(2)),
                                segment.group(3),
                                Long.parseLong(segment.group(4)),
                                Long.parseLong(segment.group(5)),
                                Long.parseLong(segment.group(6)),
                                Long.parseLong(segment.group(7))));
            } else {
                throw new BackupException(
                        name + " has the line '" + lines[i] + "'; expected a snapshot or segment");
            }
        }
        return new Manifest(
                UUID.fromString(log.group(1)),
                Long.parseLong(log.group(2)),
                List.copyOf(snapshots),
                List.copyOf(segments));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directive {@code dir}: the folder that holds all data, and from which relative names of files are taken.
 *
 * <p>A relative folder is taken from the one named before it: {@code dir a} and then {@code dir b} is a/b. A folder that
 * does not exist is made at the start, its parent must exist.
 */
public final class DataFolder extends Directive<Path> {
    private static final String MISSING = "No such file or directory";

    private final Path base;
    private Path value;
    private boolean isNamed;

    /**
     * @param base the folder that relative ones are taken from
     * @param initial the default, which is no base for the first one that is named
     */
    public DataFolder(DirectiveSpec spec, Path base, String initial) {
        super(spec, base.toAbsolutePath().resolve(initial).normalize());
        this.base = base.toAbsolutePath().normalize();
        value = initial();
    }

    /** The folder, absolute. */
    public Path value() {
        return value;
    }

    /** A name of a file as configured, taken from this folder where it is relative. */
    public Path resolve(String name) {
        return value.resolve(name).normalize();
    }

    /** Where relative names in configuration files are taken from while those are being read. */
    public Path whileReading() {
        return isNamed ? value : base;
    }

    @Override
    public Path get() {
        return value;
    }

    @Override
    public void put(Path newValue) {
        value = newValue;
    }

    @Override
    protected Path parse(List<String> words, Path current) throws DirectiveException {
        String name =
                new String(
                        words.get(0).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        if (name.isEmpty()) {
            throw new DirectiveException("dir can't be empty");
        }
        if (name.indexOf('\0') >= 0) {
            throw new DirectiveException(MISSING);
        }
        Path folder = whileReading().resolve(name).normalize();
        if (Files.exists(folder) ? !Files.isDirectory(folder) : isBelowAFile(folder)) {
            throw new DirectiveException("Not a directory");
        }
        if (!Files.exists(folder) && !Files.isDirectory(folder.getParent())) {
            throw new DirectiveException(MISSING);
        }
        if (Files.exists(folder) && !Files.isExecutable(folder)) {
            throw new DirectiveException("Permission denied");
        }
        return folder;
    }

    @Override
    Path parseLine(List<String> words, Path current, boolean first) throws DirectiveException {
        Path folder = parse(words, current);
        isNamed = true;
        return folder;
    }

    private static boolean isBelowAFile(Path folder) {
        return folder.getParent() != null && Files.isRegularFile(folder.getParent());
    }

    @Override
    public String show(Path value) {
        return new String(
                value.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    protected String write(Path value) {
        return QuotedWords.quote(show(value));
    }

    @Override
    public List<Line> lines() {
        return List.of(new Line(written(), true));
    }
}

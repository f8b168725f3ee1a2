// SPDX-License-Identifier: Apache-2.0

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks, or applies, the format of every Java file: google-java-format in its AOSP style, and the SPDX line first.
 *
 * <p>The formatter parses with the javac of the JVM it runs in, and Maven may run on a JDK that does not know the
 * language level of this project. So Maven forks this program on the JDK that the toolchain selected. Javadoc is left
 * as written, because drawings of byte layouts live there.
 */
final class SourceFormat {
    private static final String SPDX = "// SPDX-License-Identifier: Apache-2.0\n";
    private static final String FORMATTED = "formatted ";

    private final Formatter formatter =
            new Formatter(
                    JavaFormatterOptions.builder().style(Style.AOSP).formatJavadoc(false).build());
    private final boolean apply;

    private SourceFormat(boolean apply) {
        this.apply = apply;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2 || !List.of("check", "apply").contains(arguments[0])) {
            System.err.println("usage: SourceFormat check|apply FOLDER");
            System.exit(2);
        }
        Path root = Path.of(arguments[1]);
        SourceFormat format = new SourceFormat(arguments[0].equals("apply"));
        List<String> reports =
                javaFiles(root).parallelStream()
                        .map(file -> format.visit(root, file))
                        .filter(s -> s != null)
                        .sorted()
                        .toList();
        reports.forEach(System.err::println);
        boolean fine = reports.stream().allMatch(report -> report.startsWith(FORMATTED));
        if (!fine) {
            System.err.println("To format every file: mvn -q -N verify -Dformat=apply");
        }
        System.exit(fine ? 0 : 1);
    }

    /** What is to be said about this file, or null where there is nothing. */
    private String visit(Path root, Path file) {
        try {
            String text = Files.readString(file);
            String wanted =
                    formatter.formatSourceAndFixImports(text.startsWith(SPDX) ? text : SPDX + text);
            if (wanted.equals(text)) {
                return null;
            }
            if (!apply) {
                return (text.startsWith(SPDX) ? "not formatted: " : "no SPDX line first: ")
                        + root.relativize(file);
            }
            Files.writeString(file, wanted);
            return FORMATTED + root.relativize(file);
        } catch (FormatterException e) {
            return "cannot be parsed: " + root.relativize(file) + ": " + e.getMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        String name = folder.getFileName().toString();
                        boolean skipped =
                                name.equals("target") || name.equals(".git") || name.equals("data");
                        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.toString().endsWith(".java")) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files;
    }
}

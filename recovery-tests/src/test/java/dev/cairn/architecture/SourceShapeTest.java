// SPDX-License-Identifier: Apache-2.0
package dev.cairn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Limits on the text itself: a file and a method are read at a glance, each package has its sign, and no name says
 * nothing.
 */
class SourceShapeTest {
    private static final int FILE_LINES = 500;
    private static final int METHOD_LINES = 70;
    private static final int PACKAGE_FILES = 35;

    private static final Set<String> EMPTY_PACKAGE_NAMES =
            Set.of(
                    "util", "utils", "common", "helper", "helpers", "impl", "misc", "manager",
                    "core");
    private static final Pattern EMPTY_CLASS_NAME =
            Pattern.compile(".*(Utils?|Helpers?|Impl|Manager|Misc|Common)");

    private static final Path ROOT = Path.of(System.getProperty("cairn.root"));
    private static List<Path> sources;

    @BeforeAll
    static void findSources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            sources =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
                            .toList();
        }
        assertTrue(sources.size() > 20, "sources are expected below " + ROOT);
    }

    @Test
    void filesAreShort() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources) {
            int lines = Files.readAllLines(file).size();
            if (lines > FILE_LINES) {
                tooLong.add(name(file) + ": " + lines + " lines, at most " + FILE_LINES);
            }
        }
        assertNone(tooLong);
    }

    @Test
    void methodsFitOnAScreen() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> tooLong = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    null,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree file : task.parse()) {
                new LongMethods(file, positions, tooLong).scan(file, null);
            }
        }
        assertNone(tooLong);
    }

    @Test
    void everyPackageHasItsSign() {
        Set<String> packages = new TreeSet<>();
        Set<String> signs = new TreeSet<>();
        for (Path file : sources) {
            String room = name(file.getParent()).replaceFirst("src/(main|test)/java/", "");
            if (!name(file).contains("src/")) {
                continue;
            }
            packages.add(room);
            if (file.endsWith("package-info.java")) {
                signs.add(room);
            }
        }
        packages.removeAll(signs);
        assertNone(packages.stream().map(room -> room + " has no package-info.java").toList());
    }

    @Test
    void packagesAreReadAtAGlance() {
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (Path file : sources) {
            counts.merge(name(file.getParent()), 1, Integer::sum);
        }
        assertNone(
                counts.entrySet().stream()
                        .filter(room -> room.getValue() > PACKAGE_FILES)
                        .map(room -> room + " files, at most " + PACKAGE_FILES)
                        .toList());
    }

    @Test
    void namesSayWhatTheyName() {
        List<String> empty = new ArrayList<>();
        for (Path file : sources) {
            String type = file.getFileName().toString().replace(".java", "");
            if (EMPTY_CLASS_NAME.matcher(type).matches()) {
                empty.add(name(file));
            }
            for (Path folder : ROOT.relativize(file).getParent()) {
                if (EMPTY_PACKAGE_NAMES.contains(folder.toString())) {
                    empty.add(name(file));
                }
            }
        }
        assertNone(empty);
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    private static void assertNone(List<String> complaints) {
        assertEquals("", String.join("\n", complaints));
    }

    /**
     * Collects the methods that are longer than a screen, from their first line to their closing brace. A method that
     * returns one expression is a table, which is as long as what it lists.
     */
    private static final class LongMethods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree file;
        private final SourcePositions positions;
        private final List<String> tooLong;

        LongMethods(CompilationUnitTree file, SourcePositions positions, List<String> tooLong) {
            this.file = file;
            this.positions = positions;
            this.tooLong = tooLong;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            LineMap lines = file.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(file, method));
            long last = lines.getLineNumber(positions.getEndPosition(file, method));
            if (last - first + 1 > METHOD_LINES && !isTable(method)) {
                tooLong.add(
                        name(Path.of(file.getSourceFile().getName()))
                                + (":"
                                        + first
                                        + ": "
                                        + method.getName()
                                        + " has "
                                        + (last - first + 1))
                                + (" lines, at most " + METHOD_LINES));
            }
            return super.visitMethod(method, null);
        }

        private static boolean isTable(MethodTree method) {
            return method.getBody() != null
                    && method.getBody().getStatements().size() == 1
                    && method.getBody().getStatements().getFirst() instanceof ReturnTree;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.cairn.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The JVM is silent about a flag that names a method which does not exist (any more). */
class JvmOptionsTest {
    private static final String NOT_INLINED = "-XX:CompileCommand=dontinline,";

    private static List<String> options() throws IOException {
        return Files.readAllLines(
                Path.of(System.getProperty("cairn.root")).resolve("conf/jvm.options"));
    }

    @Test
    void everyMethodThatIsNotToBeInlinedExists() throws IOException, ClassNotFoundException {
        List<String> methods =
                options().stream()
                        .filter(line -> line.startsWith(NOT_INLINED))
                        .map(line -> line.substring(NOT_INLINED.length()))
                        .toList();
        assertFalse(methods.isEmpty());
        for (String method : methods) {
            String[] names = method.split("::", -1);
            Class<?> owner = Class.forName(names[0], false, getClass().getClassLoader());
            assertTrue(
                    Arrays.stream(owner.getDeclaredMethods())
                            .anyMatch(declared -> declared.getName().equals(names[1])),
                    method);
        }
    }
}

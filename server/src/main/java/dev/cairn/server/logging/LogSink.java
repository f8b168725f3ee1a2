// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.logging;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where lines go. A line that cannot be written is lost: there is nobody to tell, and the server serves on. */
@FunctionalInterface
public interface LogSink {
    /** Keeps nothing: for servers inside another program that has no use for lines. */
    LogSink NOWHERE = line -> {};

    /** Takes a line with its end; called by one thread at a time. */
    void write(byte[] line) throws IOException;

    /** Standard output of the process, unbuffered. */
    static LogSink standardOutput() {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        return out::write;
    }

    /** A file, opened anew for each line: whoever moves it away finds the next line in a new one. */
    static LogSink file(Path path) {
        return line ->
                Files.write(path, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}

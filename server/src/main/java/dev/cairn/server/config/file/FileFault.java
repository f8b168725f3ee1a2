// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says why a file could not be used as a person would: the exceptions of Java name the file and leave out the reason. */
public final class FileFault {
    private FileFault() {}

    public static String reason(IOException fault) {
        return switch (fault) {
            case NoSuchFileException e -> "No such file or directory";
            case AccessDeniedException e -> "Permission denied";
            case NotDirectoryException e -> "Not a directory";
            case FileAlreadyExistsException e -> "A file of this name stands there";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> fault.toString();
        };
    }
}

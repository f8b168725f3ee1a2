// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says why a file could not be used as a person would: the exceptions of Java name the file and leave out the reason. */
public final class FileFault {
    private FileFault() {}

    /** The reason alone, for a text that names the file. */
    public static String reason(IOException fault) {
        return switch (fault) {
            case NoSuchFileException e -> "No such file or directory";
            case AccessDeniedException e -> "Permission denied";
            case NotDirectoryException e -> "Not a directory";
            case DirectoryNotEmptyException e -> "Directory not empty";
            case FileAlreadyExistsException e -> "A file of this name stands there";
            case FileSystemException e -> e.getReason() == null ? e.toString() : e.getReason();
            case EOFException e -> "It is shorter than it should be";
            default -> fault.getMessage() == null ? fault.toString() : fault.getMessage();
        };
    }

    /** The file, where the fault knows it, and the reason. */
    public static String text(IOException fault) {
        return fault instanceof FileSystemException e && e.getFile() != null
                ? e.getFile() + ": " + reason(e)
                : reason(fault);
    }
}

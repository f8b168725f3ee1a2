// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.file;

import dev.cairn.server.config.Config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads the configuration that a command line asks for: a file, then standard input, then the directives it names. */
public final class ConfigReader {
    /** More than this is no configuration. */
    private static final int LONGEST_INPUT_BYTES = 16 << 20;

    private ConfigReader() {}

    /**
     * The configuration for these arguments, which {@link ServerArguments} describes.
     *
     * @param standardInput read where an argument asks for it
     */
    public static Config read(String[] arguments, InputStream standardInput)
            throws ConfigException {
        ServerArguments given = new ServerArguments(arguments);
        Config config = new Config();
        ConfigText text = new ConfigText(config);
        if (given.file() != null) {
            Path file = Path.of(given.file());
            text.add(ConfigFiles.read(file, given.file()), given.file());
            config.file(file);
        }
        if (given.readsStandardInput()) {
            text.add(everything(standardInput), "standard input");
        }
        text.addUnnumbered(given.lines(), "command line");
        text.load();
        return config;
    }

    private static String everything(InputStream in) throws ConfigException {
        try {
            byte[] bytes = in.readNBytes(LONGEST_INPUT_BYTES + 1);
            if (bytes.length > LONGEST_INPUT_BYTES) {
                throw new ConfigException(
                        "Fatal error, the configuration on standard input is longer than "
                                + LONGEST_INPUT_BYTES
                                + " bytes");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new ConfigException(
                    "Fatal error, can't read the configuration on standard input: "
                            + e.getMessage());
        }
    }
}

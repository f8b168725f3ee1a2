// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.file;

import dev.cairn.server.config.Config;

import java.io.InputStream;
import java.nio.file.Path;

/** Reads the configuration that a command line asks for: a file, then standard input, then the directives it names. */
public final class ConfigReader {
    private static final String STANDARD_INPUT = "standard input";

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
            text.add(ConfigFiles.read(standardInput, STANDARD_INPUT), STANDARD_INPUT);
        }
        text.addUnnumbered(given.lines(), "command line");
        text.load();
        return config;
    }
}

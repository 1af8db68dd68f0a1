package dev.registrar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every command line in the manual names a command and options that there are. */
class DocumentedCommandsTest {
    private static final Pattern CALL =
            Pattern.compile("java -jar \\S*registrar\\.jar\"? ([a-z-]+(?: (?:test|list|replay))?)([^\\n`#]*)");
    private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z-]+");

    @Test
    void commandsAndOptions_ofTheManual_exist() throws IOException {
        List<String> calls = new ArrayList<>();
        for (Path page : pages()) {
            Matcher call = CALL.matcher(Files.readString(page));
            while (call.find()) {
                String help = help(call.group(1));
                Matcher option = OPTION.matcher(" " + call.group(2));
                while (option.find()) {
                    assertThat(help).as(page + ": " + call.group()).contains(option.group());
                }
                calls.add(call.group());
            }
        }
        assertThat(calls).hasSizeGreaterThan(8);
    }

    private static String help(String command) {
        if (command.startsWith("-")) {
            return command.matches("--(version|help)") ? "" : "no such option";
        }
        CapturedConsole captured = new CapturedConsole();
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.add("--help");
        int status = Main.run(captured.console(), Map.of(), arguments.toArray(String[]::new));
        assertThat(status).as("registrar " + command).isZero();
        return captured.out();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("../docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("../README.md"), Path.of("../CONTRIBUTING.md")),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }
}

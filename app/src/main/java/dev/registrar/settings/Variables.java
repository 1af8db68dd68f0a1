package dev.registrar.settings;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Single variables turned into values. Whatever is wrong joins the list of problems, and the value is then absent. */
final class Variables {
    // A key of 16,384 bits is 13 KB in PEM; a folder of secrets mounted by mistake should not be read into memory.
    private static final long LARGEST_SECRET_FILE = 64 * 1024;

    private static final int LARGEST_PORT = 65_535;

    private final Map<String, String> environment;
    private final List<Problem> problems = new ArrayList<>();

    Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void problem(String setting, String text) {
        problems.add(new Problem(setting, text));
    }

    boolean isProblem(String setting) {
        return problems.stream().anyMatch(problem -> problem.setting().equals(setting));
    }

    /** Without the blanks around it; absent if there is nothing else. */
    Optional<String> text(String setting) {
        return Optional.ofNullable(environment.get(setting)).map(String::strip).filter(value -> !value.isEmpty());
    }

    Optional<Integer> number(String setting, int least, int most) {
        return text(setting).flatMap(value -> {
            Optional<Integer> number = wholeNumber(value).filter(n -> n >= least && n <= most);
            if (number.isEmpty()) {
                problem(setting, "is not a whole number from " + least + " to " + most + "; correct it or unset it");
            }
            return number;
        });
    }

    private static Optional<Integer> wholeNumber(String value) {
        return value.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(value)) : Optional.empty();
    }

    /** One of the words, exactly as written here. */
    Optional<String> word(String setting, List<String> words) {
        return text(setting).flatMap(value -> {
            if (!words.contains(value)) {
                problem(setting, "is neither " + String.join(" nor ", words) + "; correct it or unset it");
                return Optional.empty();
            }
            return Optional.of(value);
        });
    }

    /** A web address that paths can be appended to. */
    Optional<URI> address(String setting) {
        return text(setting).flatMap(value -> {
            Optional<URI> address = webAddress(value);
            if (address.isEmpty()) {
                problem(
                        setting,
                        "is not an address that starts with https:// or http://, names a host and a port up to 65535 if any, and"
                                + " has no user, query or fragment; correct it or unset it");
            }
            return address;
        });
    }

    private static Optional<URI> webAddress(String value) {
        try {
            URI uri = new URI(value.replaceFirst("/+$", ""));
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            return web && plain && uri.getHost() != null && uri.getPort() <= LARGEST_PORT
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    Optional<Path> path(String setting) {
        return text(setting).flatMap(value -> {
            try {
                return Optional.of(Path.of(value));
            } catch (InvalidPathException e) {
                problem(setting, "is not a path; correct it or unset it");
                return Optional.empty();
            }
        });
    }

    /** Comma-separated names of repositories, each once, without regard to case as on GitHub. */
    List<String> repositories(String setting) {
        List<String> names = new ArrayList<>();
        LinkedHashSet<String> seen = new LinkedHashSet<>();
        String[] parts = text(setting).map(value -> value.split(",", -1)).orElse(new String[0]);
        for (int i = 0; i < parts.length; i++) {
            String name = parts[i].strip();
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*/(?!\\.{1,2}$)[A-Za-z0-9._-]+")) {
                problem(setting, "part " + (i + 1) + " is not of the form owner/repo; separate names by single commas");
            } else if (seen.add(name.toLowerCase(Locale.ROOT))) {
                names.add(name);
            }
        }
        return names;
    }

    /** A secret that only comes in the variable itself. */
    Optional<Secret> secret(String setting) {
        return Optional.ofNullable(environment.get(setting)).flatMap(value -> {
            if (value.isBlank()) {
                problem(setting, "is empty; set the secret, or unset the variable");
                return Optional.empty();
            }
            return Optional.of(Secret.of(value));
        });
    }

    /** The raw text of a secret that comes in the variable or, named by {@code …_FILE}, from a file. */
    Optional<Given> secretText(String setting) {
        String fileSetting = setting + "_FILE";
        Optional<String> inline = Optional.ofNullable(environment.get(setting));
        Optional<String> file = text(fileSetting);
        if (inline.isPresent() && file.isPresent()) {
            problem(setting, "is set beside " + fileSetting + "; keep one of the two");
            return Optional.empty();
        }
        String source = file.isPresent() ? fileSetting : setting;
        Optional<String> content = file.isPresent() ? fileContent(fileSetting, file.get()) : inline;
        if (content.isPresent() && content.get().isBlank()) {
            String unset =
                    file.isPresent() ? "names an empty file; write the secret into it" : "is empty; set the secret";
            problem(source, unset + ", or unset the variable");
            return Optional.empty();
        }
        return content.map(text -> new Given(source, text));
    }

    private Optional<String> fileContent(String setting, String name) {
        try {
            Path path = Path.of(name);
            if (!Files.isRegularFile(path)) {
                problem(setting, "there is no file " + name + "; correct the path or create the file");
                return Optional.empty();
            }
            if (Files.size(path) > LARGEST_SECRET_FILE) {
                problem(setting, "the file " + name + " is over 64 KB, too large for a secret; correct the path");
                return Optional.empty();
            }
            return Optional.of(Files.readString(path));
        } catch (IOException | InvalidPathException e) {
            problem(setting, "the file " + name + " cannot be read as text; check the path and who may read the file");
            return Optional.empty();
        }
    }

    /** A secret's text and the variable it came by, for messages. */
    record Given(String setting, String text) {
        @Override
        public String toString() {
            return setting;
        }
    }
}

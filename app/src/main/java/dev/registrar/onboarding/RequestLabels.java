package dev.registrar.onboarding;

import dev.registrar.yaml.YamlNode;
import dev.registrar.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The labels that requests carry; GitHub drops the label of an issue form that the repository does not have. */
public final class RequestLabels {
    private static final String RESOURCE = "/github/labels.yml";

    private RequestLabels() {}

    /** @param color six hexadecimal digits */
    public record Label(String name, String color, String description) {}

    public static List<Label> all() {
        try (InputStream in = RequestLabels.class.getResourceAsStream(RESOURCE)) {
            YamlNode root = YamlReader.read(Objects.requireNonNull(in, RESOURCE).readAllBytes())
                    .root()
                    .orElseThrow();
            return ((YamlNode.Sequence) root)
                    .items().stream().map(RequestLabels::label).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Label label(YamlNode item) {
        YamlNode.Mapping label = (YamlNode.Mapping) item;
        return new Label(text(label, "name"), text(label, "color"), text(label, "description"));
    }

    private static String text(YamlNode.Mapping label, String key) {
        return ((YamlNode.Scalar) label.entry(key).orElseThrow().value()).text();
    }
}

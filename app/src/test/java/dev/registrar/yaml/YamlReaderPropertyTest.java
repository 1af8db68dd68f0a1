package dev.registrar.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.text.RandomText;
import dev.registrar.text.Span;
import dev.registrar.yaml.YamlNode.Entry;
import dev.registrar.yaml.YamlNode.Mapping;
import dev.registrar.yaml.YamlNode.Scalar;
import dev.registrar.yaml.YamlNode.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderPropertyTest {
    private static final String SAMPLE = """
            # größe 🦊
            version: "1.0"
            defaults: &d {encryption: KMS, tags: [a, 'b', "c"]}
            repositories:
              payments-gateway:   # comment
                metadata: &m
                  id: REGISTRY_PAYMENTS
                  note: |+
                    kept

                  more: >-
                    folded
                    text
                aws: {}
                governance:
                  <<: *d
              other: *m
              ? explicit
              : - 1
                - !!str 2
                -
            """;

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("texts", 3000));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void read_damagedBytes_endsInAProblemOrATreeWithinTheText(long seed) {
        Random random = new Random(seed);
        byte[] bytes =
                SAMPLE.replace("\n", random.nextInt(3) == 0 ? "\r\n" : "\n").getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        assertSound(YamlReader.read(bytes));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void read_damagedText_endsInAProblemOrATreeWithinTheText(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(SAMPLE);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            text.replace(
                    at,
                    Math.min(text.length(), at + random.nextInt(6)),
                    random.nextBoolean() ? "" : RandomText.of(random));
        }
        assertSound(YamlReader.read(text.toString()));
    }

    private static void assertSound(YamlDocument document) {
        document.problems().forEach(problem -> {
            assertWithin(document.text(), problem.span());
            assertThat(problem.message()).isNotBlank();
            assertThat(problem.remedy()).isNotBlank();
        });
        document.root().ifPresent(root -> assertSound(document, root));
    }

    private static void assertSound(YamlDocument document, YamlNode node) {
        assertWithin(document.text(), node.span());
        if (node instanceof Scalar scalar && scalar.plain() && node.span().onOneLine()) {
            String written =
                    document.text().substring(node.span().start(), node.span().end());
            boolean folded = written.chars().anyMatch(c -> c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029);
            assertThat(folded || scalar.text().equals(written.startsWith("*") ? "" : written))
                    .as(written)
                    .isTrue();
        } else if (node instanceof Sequence sequence) {
            sequence.items().forEach(item -> assertSound(document, item));
        } else if (node instanceof Mapping mapping) {
            for (Entry entry : mapping.entries()) {
                assertWithin(document.text(), entry.keySpan());
                assertSound(document, entry.value());
                assertThat(mapping.entry(entry.key())).contains(entry);
                if (!entry.merged()) {
                    Span written = document.writtenValue(entry);
                    assertThat(written.start())
                            .isGreaterThanOrEqualTo(entry.keySpan().end());
                    assertThat(written.end()).isLessThanOrEqualTo(mapping.span().end());
                }
            }
        }
    }

    private static void assertWithin(String text, Span span) {
        assertThat(span.start()).isBetween(0, span.end());
        assertThat(span.end()).isLessThanOrEqualTo(text.length());
        assertThat(span.line()).isBetween(1, span.endLine());
        assertThat(span.endLine())
                .isLessThanOrEqualTo((int) text.chars().filter(c -> c == '\n').count() + 1);
        String before = text.substring(text.lastIndexOf('\n', span.start() - 1) + 1, span.start());
        int mark = before.startsWith("\uFEFF") && text.startsWith(before) ? 1 : 0;
        assertThat(span.column()).isEqualTo(before.codePointCount(0, before.length()) - mark + 1);
    }
}

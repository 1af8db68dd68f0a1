package dev.registrar.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.text.Pointer;
import dev.registrar.text.RandomText;
import dev.registrar.yaml.ScalarWriter.Quote;
import dev.registrar.yaml.YamlNode.Scalar;
import dev.registrar.yaml.YamlNode.Type;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ScalarWriterTest {
    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("texts", 3000));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void write_anyText_readsBackTheSame(long seed) {
        String text = RandomText.of(new Random(seed));
        assertReadsBack(text, ScalarWriter.write(text));
        for (Quote quote : Quote.values()) {
            assertReadsBack(text, ScalarWriter.write(text, quote));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yes",
                "No",
                "ON",
                "y",
                "null",
                "~",
                "True",
                "12",
                "-1",
                "+1",
                "0o17",
                "0x1F",
                "017",
                "0b11",
                "1_000",
                "1e3",
                ".5",
                "5.",
                ".inf",
                "-.INF",
                ".NaN",
                "1:30",
                "2026-01-05",
                "2026-01-05 10:00:00",
                "=",
                "<<",
                "-",
                "- a",
                "? a",
                ": a",
                "a:",
                "a: b",
                "a #b",
                "#a",
                "&a",
                "*a",
                "!a",
                "|",
                ">",
                "%a",
                "@a",
                "`a`",
                "'a'",
                "\"a\"",
                "[a]",
                "{a}",
                "a, b",
                "---",
                "...",
                "a\nb",
                "a\tb",
                "a\u0000b",
                "\uFEFFa",
                "a\u2028b",
                "a\u0085b",
                "\u202Ea",
                "a\u00A0b",
                "a\uD83E\uDD8A",
                "\uFFFF",
                "\u200B"
            })
    void write_delicateText_readsBackTheSame(String text) {
        assertReadsBack(text, ScalarWriter.write(text));
        for (Quote quote : Quote.values()) {
            assertReadsBack(text, ScalarWriter.write(text, quote));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', textBlock = """
            payments-gateway => payments-gateway
            app-team-payments => app-team-payments
            acme/platform-catalog#12 => acme/platform-catalog#12
            111111111111.dkr.ecr.eu-west-2.amazonaws.com/x => 111111111111.dkr.ecr.eu-west-2.amazonaws.com/x
            Alice Müller => Alice Müller
            it's => it's
            012345670123 => "012345670123"
            2026-01-05 => "2026-01-05"
            no => "no"
            a "b" \\ c => a "b" \\ c
            "b" \\ c => "\\"b\\" \\\\ c"
            """)
    void write_text_isBareWhereThatIsSafe(String text, String expected) {
        assertThat(ScalarWriter.write(text)).isEqualTo(expected);
    }

    private static void assertReadsBack(String text, String written) {
        assertThat(written).doesNotContain("\n", "\r", "\u2028", "\u0085", "\u202E", "\u200B");
        assertReads(text, "k: " + written + "\n", Pointer.of("k"), "k");
        assertReads(text, "k: " + written + " # comment", Pointer.of("k"), "k");
        assertReads(text, "k: [" + written + ", b]", Pointer.of("k", "0"), "k");
        assertReads(text, "k: {a: " + written + "}", Pointer.of("k", "a"), "k");
        YamlDocument key = YamlReader.read(written + ": v\n");
        assertThat(key.problems()).isEmpty();
        assertThat(key.at(new Pointer(List.of(text)))).isPresent();
    }

    private static void assertReads(String text, String yaml, Pointer pointer, String key) {
        YamlDocument document = YamlReader.read(yaml);
        assertThat(document.problems()).as(yaml).isEmpty();
        Scalar scalar = (Scalar) document.at(pointer).orElseThrow();
        assertThat(scalar.text()).isEqualTo(text);
        assertThat(scalar.type()).isEqualTo(Type.STRING);
        Map<String, Object> loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        Object value = loaded.get(key);
        Object inner =
                value instanceof List<?> list ? list.get(0) : value instanceof Map<?, ?> map ? map.get("a") : value;
        assertThat(inner).isEqualTo(text);
    }
}

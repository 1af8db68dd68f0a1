package dev.registrar.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.hcl.Body.Block;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HclReaderTest {
    private static HclFile read(String text) {
        return HclReader.read("main.tf", text);
    }

    private static HclFile whole(String text) {
        HclFile file = read(text);
        assertThat(file.problems()).isEmpty();
        return file;
    }

    private static String shape(String expression) {
        return shape(whole("x = " + expression + "\n").body().value("x").orElseThrow());
    }

    /** An expression in brackets, so that precedence and kinds can be seen. */
    private static String shape(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return literal.text();
        }
        if (expression instanceof Expression.Template template) {
            return template.parts().stream()
                    .map(part -> part instanceof Expression.Text text
                            ? text.text()
                            : part instanceof Expression.Interpolation inner ? "${" + shape(inner.value()) + "}" : "%")
                    .collect(Collectors.joining("", "'", "'"));
        }
        if (expression instanceof Expression.Tuple tuple) {
            return shapes(tuple.items(), "[", "]");
        }
        if (expression instanceof Expression.Items items) {
            return items.items().stream()
                    .map(item -> shape(item.key()) + ": " + shape(item.value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (expression instanceof Expression.Name name) {
            return name.name();
        }
        if (expression instanceof Expression.Attr attr) {
            return shape(attr.of()) + "." + attr.name();
        }
        if (expression instanceof Expression.Index index) {
            return shape(index.of()) + "[" + shape(index.key()) + "]";
        }
        if (expression instanceof Expression.Splat splat) {
            return shape(splat.of()) + "[*]";
        }
        if (expression instanceof Expression.Call call) {
            return call.name() + shapes(call.arguments(), "(", call.expanded() ? "...)" : ")");
        }
        if (expression instanceof Expression.Unary unary) {
            return "(" + unary.operator() + shape(unary.operand()) + ")";
        }
        if (expression instanceof Expression.Binary binary) {
            return "(" + shape(binary.left()) + " " + binary.operator() + " " + shape(binary.right()) + ")";
        }
        if (expression instanceof Expression.Conditional choice) {
            return "(" + shape(choice.condition()) + " ? " + shape(choice.yes()) + " : " + shape(choice.no()) + ")";
        }
        Expression.For loop = (Expression.For) expression;
        return "for " + loop.keyName().map(key -> key + ", ").orElse("") + loop.valueName() + " in "
                + shape(loop.collection()) + " : "
                + loop.key().map(key -> shape(key) + " => ").orElse("")
                + shape(loop.value()) + (loop.grouped() ? "..." : "")
                + loop.condition().map(condition -> " if " + shape(condition)).orElse("");
    }

    private static String shapes(List<Expression> all, String open, String close) {
        return all.stream().map(HclReaderTest::shape).collect(Collectors.joining(", ", open, close));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + 2 * 3 | (1 + (2 * 3))",
                "!a && b == c | ((!a) && (b == c))",
                "-1.5e3 | (-1.5e3)",
                "a ? b : c ? d : e | (a ? b : (c ? d : e))",
                "var.a[\"b\"].c[0] | var.a['b'].c[0]",
                "aws_ecr_repository.this.0.name | aws_ecr_repository.this[0].name",
                "module.x[*].url | module.x[*].url",
                "module.x.*.url | module.x[*].url",
                "merge(local.a, { b = 1 }) | merge(local.a, {'b': 1})",
                "max(1, 2, local.rest...) | max(1, 2, local.rest...)",
                "[for r in var.rs : r.name if r.on] | for r in var.rs : r.name if r.on",
                "{ for k, v in var.rs : k => v... } | for k, v in var.rs : k => v...",
                "{ for = 1, if = 2 } | {'for': 1, 'if': 2}",
                "{ (var.key) = 1, \"b-c\" : 2 } | {var.key: 1, 'b-c': 2}",
                "\"a${var.b}c$${d}\" | 'a${var.b}c${d}'",
                "\"${lookup(var.m, \"k\", \"v\")}\" | '${lookup(var.m, 'k', 'v')}'",
                "\"%{ if var.a }x%{ else }y%{ endif }\" | '%x%y%'",
                "\"\\u00e4\\t\\\"\" | 'ä\t\"'",
                "a.b-c | a.b-c",
                "a - b | (a - b)",
                "provider::aws::arn_parse(x) | provider::aws::arn_parse(x)",
                "var.var | var.var"
            })
    void expression_ofAnyKind_isReadAsTheSpecificationSays(String written, String read) {
        assertThat(shape(written)).isEqualTo(read);
    }

    @Test
    void lists_overLinesWithCommentsAndTrailingCommas_areRead() {
        assertThat(shape("[\n  1, # one\n  2, // two\n  /* and */ 3,\n]")).isEqualTo("[1, 2, 3]");
        assertThat(shape("{\n  a = 1\n\n  # b\n  b = {\n    c = [\n]\n  }\n}")).isEqualTo("{'a': 1, 'b': {'c': []}}");
        assertThat(shape("(\n  a\n  && b\n)")).isEqualTo("(a && b)");
    }

    @Test
    void heredoc_indentedOrNot_hasItsTextAndItsReferences() {
        assertThat(shape("<<EOT\n  a ${b}\nEOT")).isEqualTo("'  a ${b}\n'");
        assertThat(shape("<<-EOT\n    a\n      \"b\" \\n\n    EOT")).isEqualTo("'a\n  \"b\" \\n\n'");
        assertThat(shape("<<-EOT\r\n    a\r\n    EOT\r")).isEqualTo("'a\r\n'");
        assertThat(shape("f(<<A\n1\nA\n, <<B\n2\nB\n)")).isEqualTo("f('1\n', '2\n')");
    }

    @Test
    void blocks_inAllStyles_haveLabelsBodiesAndPlaces() {
        HclFile file = whole("""
                resource "aws_ecr_repository" "this" {
                  name = "payments"

                  encryption_configuration { encryption_type = "KMS" }
                  lifecycle {}
                }
                locals { a = 1 }
                moved {
                  from = a.b
                  to   = a.c
                }
                terraform { backend "s3" {} }""");

        Block resource = file.body().blocks().get(0);
        assertThat(resource.labels()).containsExactly("aws_ecr_repository", "this");
        assertThat(resource.header().line()).isOne();
        assertThat(resource.span().endLine()).isEqualTo(6);
        assertThat(resource.body().blocks("encryption_configuration").count()).isOne();
        assertThat(resource.body().value("name").orElseThrow().span().column()).isEqualTo(10);
        assertThat(file.body().blocks())
                .extracting(Block::type)
                .containsExactly("resource", "locals", "moved", "terraform");
    }

    @Test
    void fault_inOneBlock_isFoundAtItsPlace_andTheOthersAreRead() {
        HclFile file = read("""
                resource "a" "one" {
                  name = "x"
                }

                resource "a" "two" {
                  name = = "y"
                }

                resource "a" "three" {
                  tags = { a = 1
                }
                variable "v" {
                  default = "open
                }
                x = 1
                """);

        assertThat(file.problems()).extracting(problem -> problem.span().line()).containsExactly(6, 9, 13);
        assertThat(file.body().blocks())
                .extracting(block -> block.label(1).orElse(""))
                .contains("one");
        assertThat(file.body().value("x")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = [",
                "a = {",
                "a {",
                "a = \"",
                "a = <<X\n",
                "a = (",
                "/* x",
                "a = f(",
                "= 1",
                "}",
                "a \"b",
                "\"",
                "a = ${b}",
                "a = \"${\"",
                "a = \"%{ for }\"",
                "a = 1 2",
                "a = .b",
                "a = [for x : y]",
                "a = \"\\q\"",
                "\0",
                "a = {b}",
                "a b",
                "a = 1 ? 2"
            })
    void text_thatIsNoHcl_hasAProblemAndNoEnd(String text) {
        assertThat(read(text).problems()).isNotEmpty();
    }

    @Test
    void attribute_setTwice_isAProblem() {
        assertThat(read("a = 1\na = 2\n").problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("`a` is set twice");
            assertThat(problem.span().line()).isEqualTo(2);
        });
    }

    @Test
    void hostileText_isAnsweredQuickly() {
        List<String> texts = List.of(
                "a = " + "[".repeat(500_000),
                "a = " + "-".repeat(500_000),
                "a = \"" + "${\"".repeat(100_000),
                "a " + "{ b ".repeat(200_000),
                "a {\n".repeat(200_000),
                "a = 1" + " + 1".repeat(300_000),
                "a = b" + ".c".repeat(300_000),
                "a = \"".repeat(100_000),
                "a = <<X\n".repeat(50_000),
                "#".repeat(1_500_000),
                ("x \"" + "y".repeat(200) + "\n").repeat(5_000));
        for (String text : texts) {
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(text));
        }
    }

    @Test
    void bytes_notUtf8OrTooMany_areAProblem() {
        assertThat(HclReader.read("a.tf", new byte[] {(byte) 0xff, 1})
                        .problems()
                        .get(0)
                        .message())
                .contains("UTF-8");
        assertThat(HclReader.read("a.tf", new byte[HclReader.LARGEST + 1])
                        .problems()
                        .get(0)
                        .message())
                .contains("larger than 2 MB");
        assertThat(HclReader.read("a.tf", "\uFEFFa = 1\n".getBytes(StandardCharsets.UTF_8))
                        .body()
                        .attribute("a")
                        .orElseThrow()
                        .nameSpan()
                        .column())
                .isOne();
    }

    @Test
    void json_form_isReadAsTheSameBlocks() {
        HclFile file = HclReader.read("main.tf.json", """
                {
                \t"resource": {"aws_ecr_repository": {
                    "a": {"name": "x", "encryption_configuration": [{"encryption_type": "KMS"}]},
                    "b": {"name": "${var.prefix}-b", "force_delete": true}}},
                  "locals": [{"c": 1}]
                }
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.body().blocks("resource"))
                .extracting(block -> block.label(1).orElse(""))
                .containsExactly("a", "b");
        Block second = file.body().blocks().get(1);
        assertThat(shape(second.body().value("name").orElseThrow())).isEqualTo("'${var.prefix}-b'");
        assertThat(second.header().line()).isEqualTo(4);
        assertThat(HclReader.read("x.tf.json", "{\"a\": ").problems()).hasSize(1);
    }
}

package dev.registrar.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void span_acrossLines_countsCodePointsAndIncludesTheLastCharacter() {
        Places places = Places.of("a🦊\r\nb🦊🦊c\n");
        assertThat(places.span(1, 3)).isEqualTo(new Span(1, 3, 1, 2, 1, 2));
        assertThat(places.span(1, 10)).isEqualTo(new Span(1, 10, 1, 2, 2, 3));
        assertThat(places.span(12, 12)).isEqualTo(new Span(12, 12, 3, 1, 3, 1));
        assertThat(places.span(4, 5)).isEqualTo(new Span(4, 5, 1, 4, 1, 4));
    }

    @Test
    void span_byteOrderMark_hasNoColumn() {
        assertThat(Places.of("\uFEFFab").span(2, 3)).isEqualTo(new Span(2, 3, 1, 2, 1, 2));
    }

    @Test
    void offsetOfCodePoint_wideCharacters_countsUtf16() {
        Places places = Places.of("a🦊b🦊c");
        assertThat(new int[] {
                    places.offsetOfCodePoint(0),
                    places.offsetOfCodePoint(1),
                    places.offsetOfCodePoint(2),
                    places.offsetOfCodePoint(3),
                    places.offsetOfCodePoint(4),
                    places.offsetOfCodePoint(5),
                    places.offsetOfCodePoint(9)
                })
                .containsExactly(0, 1, 3, 4, 6, 7, 7);
    }

    @Test
    void word_endsAtWhiteSpace() {
        Places places = Places.of("one two\n\tx");
        assertThat(places.word(4)).isEqualTo(places.span(4, 7));
        assertThat(places.word(8)).isEqualTo(places.span(8, 9));
        assertThat(places.word(7)).isEqualTo(places.span(7, 7));
        assertThat(Places.of("x".repeat(500)).word(0).end()).isEqualTo(200);
    }

    @Test
    void lines_haveStartsAndEnds() {
        Places places = Places.of("a\nbc\n");
        assertThat(places.lines()).isEqualTo(3);
        assertThat(places.lineStart(2)).isEqualTo(2);
        assertThat(places.lineEnd(2)).isEqualTo(5);
        assertThat(places.lineEnd(3)).isEqualTo(5);
        assertThat(places.line(4)).isEqualTo(2);
    }
}
